"""Finding while typing: live, kept with enter, cleared with esc; and the bar below the header in which one types.

What is found is the business of the screen.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.app.asking.prompt_line import ChoiceList
from tui.app.asking.prompts import Choice
from tui.app.here import Here
from tui.app.host import host_of
from tui.app.look.clean_input import CleanInput, SignHighlighter
from tui.app.look.paint import Row, Shown, Span, cut
from tui.app.look.rows import Rows
from tui.app.mishaps import Steady
from tui.domain.search.filter_language import NAMED, Language, Term
from tui.domain.search.matching import begins
from tui.domain.search.people_filter import people_called

MOST_OFFERED = 8


class Filter(ABC):
    """The filter of a screen: what is typed, the bar it is typed in, and what it offers.

    `home` is the mode of the screen when nothing is typed, `noun` what is looked for.
    """

    home = ""
    noun = "cards"
    language: Language[Any, Any]

    def __init__(self, here: Here) -> None:
        self.text = ""
        self.bar: FilterBar | None = None
        self._here = here

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is looked for."""
        return self._parse(self.text)

    @abstractmethod
    async def place(self, bar: FilterBar) -> None:
        """Put the bar where it belongs on the screen: below what stands over the list."""

    @abstractmethod
    def prepare(self) -> None:
        """Read what is looked through, so that the first letter need not."""

    @abstractmethod
    def counts(self) -> tuple[int, int]:
        """Return how many match, and of how many."""

    @abstractmethod
    def count_matching(self, terms: tuple[Term, ...]) -> int:
        """Return how many would match."""

    @abstractmethod
    def mentions(self, sign: str) -> Iterable[str]:
        """Return what can stand behind @ or #, or behind a condition such as `col:`."""

    def mistake(self, terms: tuple[Term, ...], shown: int) -> str:
        """Return a condition that there is none of; one that was looked for as a word only where nothing matches."""
        return self.language.unknown(terms) or ("" if shown else self.language.misread(terms))

    async def open(self) -> None:
        """Filter while typing; goes on where it was left."""
        with self._here.app.batch_update():
            choices = await self._here.line.choices_at("top")
            if self.bar is None:
                self.bar = FilterBar(self, choices)
                await self.place(self.bar)
        self.bar.begin()
        self.prepare()
        self._here.give_mark("filter")

    async def turn(self, term: str) -> None:
        """Filter by a term, too, or where that is filtered by already, no longer."""
        before, is_there, after = f" {self.text} ".partition(f" {term} ")
        self.text = (f"{before} {after}" if is_there else f"{self.text} {term}").strip()
        if not self.text:
            self.clear()
            return
        if self.bar is None:
            await self.restore()
        else:
            self.bar.rest(self.text)
        self.typed(self.text)
        if self._here.mode == "filter":
            self.keep()

    async def restore(self) -> None:
        """Show the bar with what is typed in it, as if that had been kept."""
        if self.bar is not None or not self._here.is_attached:
            return
        self.bar = bar = FilterBar(self, await self._here.line.choices_at("top"))
        await self.place(bar)
        bar.rest(self.text)
        self.tell()

    @property
    def is_pinned(self) -> bool:
        """Whether it is kept from one board to the next."""
        return False

    def pin(self) -> None:
        """Keep it from one board to the next, or no longer."""
        self._here.say("Only the filter of a board is pinned.")

    def typed(self, text: str) -> None:
        """Follow what is typed."""
        self.text = text
        self._here.catch_up()
        self.tell()

    def tell(self) -> None:
        """Say how many match, and offer what the last word can become."""
        bar = self.bar
        if bar is None or not bar.region:  # typed before the bar is shown, which tells
            return
        shown, total = self.counts()
        bar.tell(shown, total, self.mistake(self.terms, shown))
        if self._here.mode == "filter":
            self._here.line.choices.styles.margin = (bar.region.bottom, 0, 0, bar.field.region.x)
            self._here.line.choices.show(self._offered())

    def keep(self) -> None:
        """Leave the bar; what it shows stays."""
        self._here.line.choices.show(())
        self._here.set_focus(None)
        if self.text.strip():
            self._here.give_mark(self.home)
        else:
            self.clear()

    def clear(self) -> None:
        """Show everything again; what is selected stays selected."""
        self.text = ""
        bar, self.bar = self.bar, None
        if bar is not None:
            self._here.line.choices.let_go()
            self._here.set_focus(None)
            bar.remove()
        self._here.mode = self.home
        self._here.catch_up()
        self._here.call_after_refresh(self._here.custdev.offer_versions, self._here)

    def _offered(self) -> Sequence[Choice]:
        """Offer what the last word can become, with how many each would leave."""
        head, _, word = self.text.rpartition(" ")
        head = f"{head} " if head else ""
        if word[:1] == "-":  # what is turned round is completed as what is not
            head, word = f"{head}-", word[1:]
        if not word:
            return ()
        begun = word.casefold()
        if sign := self._sign(begun):
            names: Iterable[str] = (f"{sign}{name}" for name in self.mentions(sign))
            # Of thousands no more are looked at than are offered.
            offered = [*islice((name for name in names if begins(name, word) and name != word), MOST_OFFERED)]
            if len(offered) < MOST_OFFERED:
                offered = list(dict.fromkeys([*offered, *self._who_is(word)]))[:MOST_OFFERED]
        else:
            conditions = (
                *(term.typed for term in self.language.terms()),
                *(f"{name}:" for name in self.language.valued),
            )
            names = (
                *conditions,
                *(f"{NAMED}{name}" for name in self._named if not self._here.custdev.mask.hides(name)),
            )
            offered = [name for name in names if name.startswith(begun) and name != begun]
        return [self._choice(head, name) for name in offered]

    @property
    def _named(self) -> Mapping[str, str]:
        """The filters of the workspace by name."""
        return dict(self._here.session.policy.filters)

    def _parse(self, line: str) -> tuple[Term, ...]:
        return self.language.parse(line, self._named)

    def _sign(self, begun: str) -> str:
        """Return what a word begins with that something can stand behind; empty where it begins with no such thing."""
        signs = ("@", "#", *(f"{name}:" for name in self.language.valued))
        return next(filter(begun.startswith, signs), "")

    def _who_is(self, word: str) -> list[str]:
        """Return who is called by a name behind an @, by P-id: names are found and not shown."""
        if word[0] != "@" or len(word) == 1:
            return []
        people = people_called(self._here.session.workspace, word[1:])
        return [f"@{person.pid}" for person in people if person.pid != word[1:]]

    def _choice(self, head: str, name: str) -> Choice:
        count = self.count_matching(self._parse(head + name))
        style = "bright" if count else "muted"
        end = "" if name.endswith(":") else " "
        return Choice(f"{head}{name}{end}", (Span(name, style),), (Span(str(count), style),))


COUNT_WIDTH = 22


class FilterBar(Steady, Horizontal):
    """One line of filter; what its keys do is done at once, in the order in which they were pressed."""

    def __init__(self, following: Filter, choices: ChoiceList) -> None:
        super().__init__(id="filter")
        self.field = CleanInput(select_on_focus=False, compact=True)
        self._filter = following
        self._choices = choices
        self._sign = Rows(id="filter-sign")
        self._count = Rows(id="filter-count")

    def compose(self) -> ComposeResult:
        """Make the sign, the field and the count."""
        yield self._sign
        yield self.field
        yield self._count

    def on_mount(self) -> None:
        """Have the field tell what is typed."""
        self.field.highlighter = SignHighlighter(lambda: host_of(self).palette)
        self.field.followed_by = self._filter.typed
        self.field.places, self.field.owner = ("filter",), self

    def on_show(self) -> None:
        """Say how many match: there is a place for it now, which a window that is too small has not."""
        self._filter.tell()

    def begin(self) -> None:
        """Take the focus."""
        self._mark(focused=True)
        self._choices.complete = self.complete
        self.screen.set_focus(self.field)

    def tell(self, shown: int, total: int, unknown: str = "") -> None:
        """Show how many match, or which condition there is none of."""
        matching = (Span(str(shown), "bright bold"), Span(f" of {total} {self._filter.noun}", "muted"))
        mistake = (Span(cut(Shown(f"no filter {unknown}"), COUNT_WIDTH), "warn"),)
        pinned = (Span("pinned", "accent"),) if self._filter.is_pinned else ()
        self._count.show(Row(pinned, mistake if unknown else matching, "sel", 2))

    def complete(self) -> None:
        """Take the selected completion."""
        if self._choices.chosen is not None:
            self.field.value = self._choices.chosen.line
            self.field.cursor_position = len(self.field.value)

    def choose(self, step: int) -> None:
        """Mark another completion."""
        self._choices.choose_next(step)

    def clear(self) -> None:
        """Let the filter go."""
        self._filter.clear()

    def keep(self) -> None:
        """Leave the bar; what it shows stays."""
        self._mark(focused=False)
        self._filter.keep()

    def pin(self) -> None:
        """Keep the filter from one board to the next, or no longer."""
        self._filter.pin()
        self._filter.tell()

    def rest(self, text: str) -> None:
        """Show a text and do not take the focus."""
        self.field.value = text
        self._mark(focused=False)

    def _mark(self, *, focused: bool) -> None:
        glyphs = self._sign.host.glyphs
        bar = Span(glyphs.focus, "accent") if focused else Span(glyphs.idle, "line")
        self._sign.show(Row((bar, Span(" /  ", "accent bold")), (), "sel"))
