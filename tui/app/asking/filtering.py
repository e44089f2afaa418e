"""Finding while typing: live, kept with enter, cleared with esc. What is found is the business of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from textual import on
from textual.containers import Vertical

from tui.app.asking.filter_bar import FilterBar
from tui.app.asking.prompting import Prompting
from tui.app.asking.prompts import Choice
from tui.app.look.paint import Span
from tui.app.look.rows import Rows
from tui.domain.search.filter_language import Language, Term
from tui.domain.search.matching import begins
from tui.domain.search.people_filter import people_called

MOST_OFFERED = 8


class Filtering(Prompting):
    """`/` begins, or goes on where it was left. `home` is the mode of the screen when nothing is typed."""

    work: Vertical
    header: Rows
    home = ""
    noun = "cards"
    language: Language[Any, Any]
    filter_text = ""

    async def place_filter(self, bar: FilterBar) -> None:
        """Put the bar where it belongs on the screen: below what stands over the list."""
        await self.work.mount(bar, after=self.header)

    def follow_filter(self) -> None:
        """Show what matches `filter_text` now."""
        raise NotImplementedError

    def prepare_filter(self) -> None:
        """Read what is looked through, so that the first letter need not."""

    def filter_counts(self) -> tuple[int, int]:
        """Return how many match, and of how many."""
        raise NotImplementedError

    def count_matching(self, terms: tuple[Term, ...]) -> int:
        """Return how many would match."""
        raise NotImplementedError

    def mentions(self, sign: str) -> Iterable[str]:
        """Return what can stand behind @ or #."""
        return ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is looked for."""
        return self.language.parse(self.filter_text)

    async def action_filter(self) -> None:
        """Filter while typing."""
        bars = self.query(FilterBar)
        self.choice_list.styles.dock = "top"
        bar = bars.first() if bars else FilterBar(self.choice_list, self.noun)
        if bars:
            bar.begin()
        else:
            await self.place_filter(bar)
        self.set_focus(bar.field)
        self.prepare_filter()
        self.give_mark("filter")

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        event.stop()
        self.filter_text = event.text
        self.follow_filter()
        self.tell_filter()

    def tell_filter(self) -> None:
        """Say how many match, and offer what the last word can become."""
        bars = self.query(FilterBar)
        if not bars:
            return
        bar = bars.first()
        if not bar.region:  # typed before the bar has its place
            self.call_after_refresh(self.tell_filter)
            return
        unknown = next((term.typed for term in self.terms if term.kind == "unknown"), "")
        bar.tell(*self.filter_counts(), unknown)
        self.choice_list.styles.margin = (bar.region.bottom, 0, 0, bar.field.region.x)
        self.choice_list.show(self._filter_choices(self.filter_text) if self.mode == "filter" else ())

    @on(FilterBar.Kept)
    def _filter_entered(self, event: FilterBar.Kept) -> None:
        event.stop()
        self.choice_list.show(())
        self.set_focus(None)
        if not self.filter_text.strip():
            self.clear_filter()
        else:
            self.give_mark(self.home)

    @on(FilterBar.Cleared)
    def _filter_cleared(self, event: FilterBar.Cleared) -> None:
        event.stop()
        self.clear_filter()

    def clear_filter(self) -> None:
        """Show everything again; what is selected stays selected."""
        self.filter_text = ""
        self.query(FilterBar).remove()
        self.choice_list.show(())
        self.mode = self.home
        self.follow_filter()
        self.call_after_refresh(self.offer_versions)

    def take_choice(self, index: int) -> None:
        """Take a completion that was clicked into the line or the filter."""
        super().take_choice(index)
        for bar in self.query(FilterBar):
            bar.action_complete()

    def _filter_choices(self, typed: str) -> Sequence[Choice]:
        """Offer what the last word can become, with how many each would leave."""
        head, _, word = typed.rpartition(" ")
        head = f"{head} " if head else ""
        if not word:
            return ()
        begun = word.casefold()
        if word[0] in "@#":
            names: Iterable[str] = (f"{word[0]}{name}" for name in self.mentions(word[0]))
            offered = [name for name in names if begins(name, word) and name != word]
            offered = list(dict.fromkeys([*offered, *self._who_is(word)]))[:MOST_OFFERED]
        else:
            names = (f"{kind}:{value}" for kind, values in self.language.conditions.items() for value in values)
            offered = [name for name in names if name.startswith(begun) and name != begun]
        return [self._filter_choice(head, name) for name in offered]

    def _who_is(self, word: str) -> list[str]:
        """Return who is called by a name behind an @, by P-id: names are found and not shown."""
        if word[0] != "@" or len(word) == 1:
            return []
        return [
            f"@{person.pid}" for person in people_called(self.session.workspace, word[1:]) if person.pid != word[1:]
        ]

    def _filter_choice(self, head: str, name: str) -> Choice:
        count = self.count_matching(self.language.parse(head + name))
        style = "bright" if count else "muted"
        return Choice(f"{head}{name} ", (Span(name, style),), (Span(str(count), style),))
