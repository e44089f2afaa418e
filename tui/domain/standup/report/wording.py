"""What of the records a report tells, and how: all of it as its reader may see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.lens import Lens
from tui.domain.people.policy import Policy
from tui.domain.privacy.profiles import DEFAULT, Profile, is_own_words
from tui.domain.records import Card, Experiment, Note
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.domain.standup.report.parts import CardName, Said


class Teller:
    """Turns records into what a report tells, by a lens that counts what it changed and left out on the way.

    Where the report is about one board its days are those of that board, else those of the policy. `present` is the
    workspace as it is, at `present_at`, where the report is about an earlier time: who is known by now is not named,
    and who said no in the meantime is not quoted.
    """

    def __init__(
        self,
        workspace: Workspace,
        experiments: Sequence[Experiment],
        policy: Policy,
        *,
        since: datetime,
        now: datetime,
        profile: Profile = DEFAULT,
        present: Workspace | None = None,
        present_at: datetime | None = None,
        looking: bool = False,
    ) -> None:
        self.workspace = workspace
        self.experiments = tuple(experiments)
        self.policy = policy
        self.since = since
        self.now = now
        self.timezone = timezone_of(experiments, policy)
        self.zone = zone_of(self.timezone)
        self.today = local_day(now, self.zone)
        self.lens = Lens(
            workspace, profile, lambda: policy, now, present=present, present_at=present_at, looking=looking
        )

    def title(self, text: str, where: str = "") -> str:
        """Return a title as one clean line without people."""
        return self.lens.line(text, where)

    def line(self, text: str, where: str = "") -> str:
        """Return a text as one clean line without people; empty where this reader gets no such texts."""
        return self.lens.line(self.lens.free(text, where))

    def owner(self, name: str | None) -> str:
        """Return who does something; a customer of that name is a P-id."""
        return self.lens.teammate(name)

    def card(self, card: Card) -> CardName:
        """Return a card by name, and where it stands."""
        key = card_key(self.workspace, card)
        experiment = self.workspace.experiments.get(card.experiment)
        column = experiment.definition.column(card.column) if experiment else None
        return CardName(key, self.lens.title(card, key), self.title(column.title if column else card.column))

    def pids(self, uids: Iterable[str]) -> tuple[str, ...]:
        """Return the pseudonyms of those who may be seen, by number."""
        return self.lens.pids(uids)

    def said(self, note: Note) -> Said | None:
        """Return what a note says; None where it may not be told, which is counted."""
        seen = self.lens.note(note, self._where(note))
        if seen.withheld:
            return None
        return Said(
            kind=note.kind,
            text=" ".join(seen.text.split()),
            day=local_day(note.at, self.zone),
            people=seen.about,
            stance=seen.stance,
            own_words=is_own_words(note),
        )

    def words(self, note: Note) -> str:
        """Return the words of a note in one line; empty where they may not be told, which is counted."""
        said = self.said(note)
        return said.text if said else ""

    def _where(self, note: Note) -> str:
        card = self.workspace.cards.get(note.card or "")
        return card_key(self.workspace, card) if card else ""


def timezone_of(experiments: Sequence[Experiment], policy: Policy) -> str:
    """Return the time zone of the days of a report: that of its board, the team's where there are several."""
    return experiments[0].timezone if len(experiments) == 1 else policy.timezone
