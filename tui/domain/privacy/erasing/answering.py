"""Who answers for what is kept of people, as letters and dossiers say it: what nobody said is a blank to fill."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.people.policy import Privacy

BLANK = "____________"
RIGHTS = (
    "to have a copy of it: this is one, and there is one for programs, to take elsewhere (Art. 15, 20)",
    "to have it put right (Art. 16)",
    "to have it erased, or its use restricted (Art. 17, 18)",
    "to object to what we do with it (Art. 21)",
    "to take back what you agreed to, at any time; what was done before stays lawful (Art. 7)",
    "to complain to the supervisory authority (Art. 77)",
)
"""What somebody may ask of who keeps something about them, by the General Data Protection Regulation."""


def answering_lines(privacy: Privacy) -> Iterator[str]:
    """Yield who is responsible, how to reach them, what it is kept for, and where to complain."""
    yield f"Responsible: {privacy.controller or BLANK}"
    yield f"How to reach us: {privacy.contact or BLANK}"
    yield f"What we keep it for: {'; '.join(privacy.purposes) or BLANK}"
    yield f"You may complain to the supervisory authority: {privacy.authority or BLANK}"


def answering_shape(privacy: Privacy) -> dict[str, str | list[str] | None]:
    """Return the same for scripts; null is what the team did not say."""
    return {
        "controller": privacy.controller or None,
        "contact": privacy.contact or None,
        "authority": privacy.authority or None,
        "purposes": list(privacy.purposes),
    }
