"""What is looked through to find people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.app.asking.filtering import Filter, FilterBar
from tui.domain.search.filter_language import Term
from tui.domain.search.people_filter import ON_PEOPLE

if TYPE_CHECKING:
    from tui.app.people.screen import PeopleScreen


class PeopleFilter(Filter):
    """Lists who matches."""

    _here: PeopleScreen
    home = noun = "people"
    language = ON_PEOPLE

    async def place(self, bar: FilterBar) -> None:
        """Put the bar in the place of the row that says how the list is made."""
        picture = self._here.picture
        await picture.work.mount(bar, after=picture.header)
        self._here.show_all()

    def prepare(self) -> None:
        """Read what people are called and belong to."""
        self._here.crowd.prepare_search()

    def counts(self) -> tuple[int, int]:
        """Return how many people match, and of how many."""
        return len(self._here.crowd.shown), self._here.crowd.total

    def count_matching(self, terms: tuple[Term, ...]) -> int:
        """Return how many people would match."""
        return self._here.crowd.matching(terms)

    def mentions(self, sign: str) -> Iterable[str]:
        """Return P-ids or segments."""
        if sign == "#":
            mask = self._here.custdev.mask
            return [segment for segment in self._here.crowd.segments if not mask.hides(segment)]
        return self._here.crowd.pids
