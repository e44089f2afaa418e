"""What the filter of a board looks through."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from tui.app.asking.capturing import owners
from tui.app.asking.filtering import Filter, FilterBar
from tui.app.board.screen import BoardScreen
from tui.app.board.tagging import Tags
from tui.app.here import Here
from tui.domain.people.merged import listed_people
from tui.domain.search.card_filter import ON_CARDS, columns_called
from tui.domain.search.filter_language import Term, leaves

DAYS = ("today", "yesterday", "3d", "7d", "2w", "4w")
"""What is offered behind `since:`; any day of the past is understood."""


PINNED = "Pinned: every board is filtered so."
NAMING = "A filter with somebody's name in it is not kept; their P-id finds the same."


class CardFilter(Filter):
    """Hides the cards of a board that do not match."""

    _here: BoardScreen
    home = "board"
    language = ON_CARDS

    def __init__(self, here: BoardScreen) -> None:
        super().__init__(here)
        self._tags = Tags()

    async def place(self, bar: FilterBar) -> None:
        """Put the bar below the header."""
        await self._here.picture.work.mount(bar, after=self._here.picture.header)

    def prepare(self) -> None:
        """Read the cards some at a time, keys going first; anew where the board changed meanwhile."""
        here = self._here
        board = here.board
        reading = board.prepare_filter(self.language.terms())

        def go_on() -> None:
            if self.bar is None or not here.is_attached:
                return
            if here.board is not board:
                self.prepare()
            elif next(reading, self) is not self:
                here.call_later(go_on)

        go_on()

    @property
    def is_pinned(self) -> bool:
        """Whether it is kept from one board to the next."""
        return bool(self.text.strip()) and self._here.custdev.view_state.pinned_filter == self.text.strip()

    def pin(self) -> None:
        """Keep it from one board to the next, also in the next run, or no longer."""
        typed = self.text.strip()
        if not typed:
            self._here.say("Type what to look for first.")
        elif self.is_pinned:
            pin_text(self._here, "")
            self._here.say("Not pinned any more.")
        else:
            self._here.say(PINNED if pin_text(self._here, typed) else NAMING)

    def typed(self, text: str) -> None:
        """Follow what is typed; what is pinned follows, too."""
        was_pinned = self.is_pinned
        super().typed(text)
        if was_pinned:
            pin_text(self._here, text.strip())
            self.tell()

    async def take(self, text: str) -> None:
        """Filter by a text."""
        self.text = text
        if self.bar is None:
            await self.restore()
        else:
            self.bar.rest(text)
        self.typed(text)

    def clear(self) -> None:
        """Show everything again, here and on the next board, and forget what was read of the cards."""
        pin_text(self._here, "")
        super().clear()
        self._here.board.memory.end_search()

    def counts(self) -> tuple[int, int]:
        """Return how many cards match, and of how many."""
        return self._here.board.shown, self._here.board.total

    def count_matching(self, terms: tuple[Term, ...]) -> int:
        """Return how many cards would match."""
        board = self._here.board
        return sum(len(board.matching(terms, lane.column.id, lane.all)) for lane in board.lanes)

    def mistake(self, terms: tuple[Term, ...], shown: int) -> str:
        """Return a condition that there is none of, or a column that this board has not."""
        experiment = self._here.board.experiment
        columns = (term for term in leaves(terms) if term.kind == "col" and not columns_called(experiment, term.value))
        return super().mistake(terms, shown) or next((term.typed for term in columns), "")

    def mentions(self, sign: str) -> Iterable[str]:
        """Return the people and owners, or the tags, of the workspace; columns, owners, and days that are past."""
        workspace, mask = self._here.facts, self._here.custdev.mask
        if sign == "since:":
            return DAYS
        if sign == "col:":
            return [lane.column.id for lane in self._here.board.lanes if not mask.hides(lane.column.id)]
        if sign == "by:":
            return sorted(name for name in owners(self._here) if not mask.hides(name))
        if sign == "#":
            return sorted(tag for tag in self._tags.of(workspace.cards) if not mask.hides(f"#{tag}"))
        pids = sorted(person.pid for person in listed_people(workspace))
        return [*pids, *sorted(name for name in owners(self._here) if not mask.hides(name))]


def pin_text(here: Here, text: str) -> bool:
    """Filter every board that is opened by a text, or by nothing any more, and return whether it is so.

    What is pinned is kept on disk, and read with names hidden: nobody's name is.
    """
    names_nobody = not here.custdev.hiding.hides(text)
    here.custdev.view_state = replace(here.custdev.view_state, pinned_filter=text if names_nobody else "")
    return names_nobody


async def pin_filter(here: Here, text: str) -> None:
    """Filter every board by a text, and the one that is in front at once."""
    is_pinned = pin_text(here, text)
    if isinstance(here, BoardScreen):
        await here.filter.take(text)
    here.say(PINNED if is_pinned else NAMING)
