from __future__ import annotations

from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.letter import BLANK, answering_lines, answering_shape


def test_who_answers_is_said_and_what_nobody_said_is_a_blank_to_fill() -> None:
    privacy = Privacy("Acme Ltd", "privacy@example.com", "", ("product research", "support"))
    assert list(answering_lines(privacy)) == [
        "Responsible: Acme Ltd",
        "How to reach us: privacy@example.com",
        "What we keep it for: product research; support",
        f"You may complain to the supervisory authority: {BLANK}",
    ]
    assert answering_shape(privacy)["authority"] is None
    assert [line.endswith(BLANK) for line in answering_lines(Privacy())] == [True] * 4
