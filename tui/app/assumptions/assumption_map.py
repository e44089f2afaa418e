"""The map of what must hold: importance upwards, evidence from left to right less and less; the list below by risk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tui.app.assumptions.aiming import AimScreen
from tui.app.assumptions.assumption_form import AssumptionForm, TestForm
from tui.app.board.screen import BoardScreen
from tui.app.dialogs.overlay import BLANK_ROW
from tui.app.dialogs.record_list import RecordList
from tui.app.gathering.screen import GatheringScreen
from tui.app.look.inspector import STANCES
from tui.app.look.paint import Row, Shown, Span, cell, cut, hint, sheet_row, sheet_rows, width_of
from tui.domain import operations
from tui.domain.errors import NotFound
from tui.domain.evidence.assumed import Assumed, Ground, assumed_on, ground_words
from tui.domain.evidence.witnesses import Witnesses
from tui.domain.privacy.profiles import permits_of_team
from tui.domain.records import Experiment
from tui.domain.records.assumption import LEAST_IMPORTANT, MOST_IMPORTANT
from tui.domain.search.naming import card_key
from tui.domain.text import plural
from tui.domain.time.dates import day_words

HIGH = 26
"""From so many rows of the screen on there is room for the map above the list."""
GROUND_WIDTH, COLUMN, LABEL = 14, 16, 14
NARROW = 70
"""Below that many cells the map and what a claim stands on are left out."""


class AssumptionMap(RecordList):
    """The assumptions of a board, the riskiest first, by their numbers on the map and in the list."""

    place = footer_mode = "assumptions"

    def __init__(self, experiment: str, changed: Callable[[], None]) -> None:
        super().__init__(changed)
        self.experiment_uid = experiment
        self._assumed: list[Assumed] = []

    @property
    def experiment(self) -> Experiment:
        """The iteration from which it was opened."""
        return self.custdev.session.workspace.experiments[self.experiment_uid]

    @property
    def chosen(self) -> Assumed | None:
        """The assumption that is chosen."""
        at = self.listing.selected
        return self._assumed[at] if at is not None and at < len(self._assumed) else None

    def uids(self) -> Sequence[str]:
        """Return the assumptions, the riskiest first."""
        return [one.assumption.uid for one in self._assumed]

    def is_there(self) -> bool:
        """Return whether the experiment is still there."""
        return self.custdev.session.workspace.find("experiments", self.experiment_uid) is not None

    def add(self) -> None:
        """Ask for a claim, and name it."""
        self.custdev.session.check_writable()
        self.app.push_screen(AssumptionForm(self.experiment, None, partial(self.take_over, "Named.")))

    def edit(self) -> None:
        """Change what the chosen one claims, or where it stands."""
        chosen = self._named()
        self.app.push_screen(AssumptionForm(self.experiment, chosen.assumption, partial(self.take_over, "Edited.")))

    def weigh(self, importance: int) -> None:
        """Say how much depends on the chosen one."""
        uid = self._named().assumption.uid
        self.custdev.session.run(operations.edit_assumption, uid, importance=importance)
        self.take_over(f"Importance {importance}.", uid)

    def aim(self) -> None:
        """Choose which evidence is about the chosen one."""
        uid = self._named().assumption.uid
        self.app.push_screen(AimScreen(self.experiment_uid, uid), lambda _: self.show_with(uid))

    def test(self) -> None:
        """Make what would test the chosen one a card."""
        assumption = self._named().assumption
        self.app.push_screen(TestForm(assumption, partial(self.take_over, "Made a card of what would test it.")))

    def archive(self) -> None:
        """Put the chosen one away."""
        self.custdev.session.run(operations.archive_assumption, self._named().assumption.uid)
        self.take_over("Archived.", "")

    def heading(self) -> Row:
        """Say of what."""
        title = self.custdev.mask.text(self.experiment.definition.title)
        untested = sum(not one.is_tested for one in self._assumed)
        counts = f" · {plural(len(self._assumed), 'claim')}, {untested} untested" if self._assumed else ""
        return sheet_row(Span("Assumptions", "bright bold"), Span(f" of {title}{counts}", "muted"))

    def items(self) -> list[Row]:
        """Return the assumptions, the riskiest first."""
        return [self._row(number, one) for number, one in enumerate(self._assumed, start=1)]

    def read(self) -> None:
        """Count what the assumptions of the board stand on."""
        session = self.custdev.session
        witnesses = Witnesses(session.workspace, permits_of_team(session.workspace, session.policy.day(session.now())))
        board = self.experiment.board_id
        self._assumed = assumed_on(session.workspace, board, witnesses, lambda: session.policy, session.now())

    def nothing(self) -> Row:
        """Say how one is named."""
        return Row((Span("Nothing was named yet.  ", "muted"), *hint("assumptions.add", "adds a claim")))

    def above(self) -> Iterator[Row]:
        """Yield the map: the numbers of the claims by importance and by what they stand on."""
        if self.app.size.height < HIGH or self.room < NARROW or not self._assumed:
            return
        policy, chosen = self.custdev.session.policy, self.chosen
        grounds = sorted(Ground, reverse=True)
        heads = (span for ground in grounds for span in cell((Span(ground_words(ground, policy), "muted"),), COLUMN))
        yield sheet_row(*cell((Span("importance", "muted"),), LABEL), *heads)
        for importance in range(MOST_IMPORTANT, LEAST_IMPORTANT - 1, -1):
            spans = list(cell((Span(f"{importance:>6}", "muted"),), LABEL))
            for ground in grounds:
                there = [
                    Span(f"{number} ", "accent bold" if one is chosen else _risk_style(one))
                    for number, one in enumerate(self._assumed, start=1)
                    if (one.assumption.importance, one.ground) == (importance, ground)
                ]
                spans += cell(tuple(there or [Span("·", "line")]), COLUMN)
            yield sheet_row(*spans)
        yield BLANK_ROW

    def _row(self, number: int, one: Assumed) -> Row:
        mask, glyphs, ledger = self.custdev.mask, self.custdev.glyphs, one.ledger
        counts = (
            Span(f"{glyphs.supports}{ledger.supporting.people} ", STANCES["supports"] if ledger.supports else "muted"),
            Span(f"{glyphs.refutes}{ledger.refuting.people}", STANCES["refutes"] if ledger.refutes else "muted"),
        )
        ground = Span(f"{ground_words(one.ground, self.custdev.session.policy):<{GROUND_WIDTH}} ", _risk_style(one))
        right = counts if self.room < NARROW else (ground, *counts)
        left = (Span(f"{number:>3} ", "muted"), Span(f"{one.assumption.importance}  ", "bright"))
        room = max(8, self.room - width_of(left) - width_of(right) - 4)
        return Row((*left, Span(cut(mask.line(one.assumption.text), room))), right)

    def details(self) -> Iterator[Row]:
        """Yield what the chosen one stands on, where it is in the chain, and which cards test it."""
        one, session, mask = self._named(), self.custdev.session, self.custdev.mask
        assumption, room = one.assumption, self.room
        yield from self.first_words(assumption.text)
        yield from sheet_rows(Shown(one.ledger.sentence), room)
        where = f"link {assumption.link} of the hypothesis" if assumption.link else "beside the chain of the hypothesis"
        named = day_words(session.policy.day(assumption.at), session.today)
        age = f", {'tested' if one.is_tested else 'untested'}, named {named}"
        cards = [session.workspace.cards[uid] for uid in assumption.cards if uid in session.workspace.cards]
        keys = f", tested by {', '.join(card_key(session.workspace, card) for card in cards)}" if cards else ""
        yield from sheet_rows(mask.line(f"{where}{age}{keys}"), room, "muted")

    def _named(self) -> Assumed:
        if self.chosen is None:
            raise NotFound("No assumption was named yet. Nothing was changed.")
        return self.chosen


def _risk_style(one: Assumed) -> str:
    """Return how a claim is drawn: what nothing speaks to is to be looked at, what is triangulated is settled."""
    return {Ground.NOBODY: "warn", Ground.TRIANGULATED: "ok"}.get(one.ground, "text")


def open_assumptions(here: BoardScreen, experiment: Experiment) -> None:
    """Show what must hold for the hypothesis of the board on the screen to hold."""
    here.app.push_screen(AssumptionMap(experiment.uid, here.catch_up))


def open_from_insights(here: GatheringScreen) -> None:
    """Show the assumptions of the board whose notes are gathered."""
    current = here.session.current(here.board_id) if here.board_id else None
    if current is None:
        here.say("Assumptions are of one board: open it, and then the insights.", ("go.experiments", "all experiments"))
    else:
        here.app.push_screen(AssumptionMap(current.uid, here.catch_up))
