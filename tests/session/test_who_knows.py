"""Who knows everybody is worked out once for a report and what is written of it, and never kept for another state."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.session.test_giving import Workplace
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.privacy import hiding
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.profiles import Profile
from tui.exchange.parcel import Parcel
from tui.session import giving


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path / "workspace")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Scrubber]:
    scrubbers: list[Scrubber] = []

    class Counted(Scrubber):
        def __init__(self, *people: object, **how: object) -> None:
            super().__init__(*people, **how)  # type: ignore[arg-type]
            scrubbers.append(self)

    monkeypatch.setattr(hiding, "Scrubber", Counted)
    return scrubbers


def report(place: Workplace, profile: Profile = "stakeholders") -> Parcel:
    workspace = place.session.workspace
    return giving.report_parcel(place.session, workspace, [place.experiment], profile, now=place.now)


def test_a_report_is_told_and_written_with_the_people_gathered_once(place: Workplace, made: list[Scrubber]) -> None:
    giving.write(place.session, report(place), "json")
    assert len(made) == 1


def test_it_serves_one_at_a_time(place: Workplace, made: list[Scrubber]) -> None:
    parcel = report(place)
    giving.write(place.session, parcel, "json")
    giving.write(place.session, parcel, "json")
    assert len(made) == 2


def test_who_came_after_a_report_was_told_is_looked_for_where_it_is_written(
    place: Workplace, made: list[Scrubber]
) -> None:
    place.session.save(operations.edit_card, place.card, title="Ask Marie Curie")
    place.session.save(operations.expedite_card, place.card)
    parcel = report(place)
    place.session.save(operations.make_contact, "Marie Curie", card=place.card)
    with pytest.raises(NotAllowed, match="would name somebody"):
        giving.write(place.session, parcel, "json")
    assert len(made) == 2


def test_who_may_know_some_names_gets_a_report_looked_through_by_who_knows_all(
    place: Workplace, made: list[Scrubber]
) -> None:
    giving.write(place.session, report(place, "identified"), "json")
    assert len(made) == 2
