"""Events in words: what was done, as a message says it, and as undo and history name it, filled in slot by slot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import NotAllowed
from tui.domain.history.people_phrases import PeopleParticulars, created, either
from tui.domain.operations.declaration import Kind
from tui.domain.operations.kinds import kind_named
from tui.domain.records import Card, Event, Experiment
from tui.domain.records.change import with_fields
from tui.domain.records.event import Part
from tui.domain.records.workspace import Workspace
from tui.domain.text import plural
from tui.domain.time.dates import full_words

_REVERSALS = {"undone": "Undid", "redone": "Did again"}


class Phrase(Struct, frozen=True):
    """`Moved` / `move` and `3 to DONE`; `others` are what was done with it, as one."""

    past: str
    base: str
    rest: str
    others: tuple[Phrase, ...] = ()

    @property
    def done(self) -> str:
        """Return it as a thing that happened: Moved 3 to DONE, tagged 4 #x."""
        return f"{self.past} {self.following}".strip()

    @property
    def following(self) -> str:
        """Return what follows the verb of a thing that happened: 3 to DONE, tagged 4 #x."""
        others = (f"{other.past[:1].lower()}{other.past[1:]} {other.rest}".strip() for other in self.others)
        return ", ".join((self.rest, *others))

    @property
    def named(self) -> str:
        """Return it as a thing to do: move 3 to DONE, tag 4 #x."""
        return ", ".join(f"{phrase.base} {phrase.rest}".strip() for phrase in (self, *self.others))


def phrase_of(event: Event, workspace: Workspace, *, keys: bool = False) -> Phrase:
    """Return an event in words; cards are named by number, or with `keys` as `CD-3`, people by P-id.

    Of several things that were done as one, those of a kind are counted: Moved 3 cards to DONE.
    """
    parts: dict[str, list[Particulars]] = {}
    for done in events_in(event):
        parts.setdefault(done.kind, []).append(Particulars(done, workspace, keys))
    first, *others = (_phrase(kind, alike) for kind, alike in parts.items())
    return replace(first, others=tuple(others)) if others else first


def _phrase(name: str, alike: Sequence[Particulars]) -> Phrase:
    kind, first = kind_named(name), alike[0]
    words = _filled(kind, Shared(alike) if len(alike) > 1 else first)
    if words is None and len(alike) > 1:
        words = f"{_filled(kind, first) or ''} and {len(alike) - 1} more"
    return Phrase(kind.past, kind.base, words or "")


def _filled(kind: Kind, particulars: Particulars | Shared) -> str | None:
    for template in (*kind.rest, "{card}"):
        with suppress(Unsaid):
            return template.format_map(particulars)
    return None


def told_of(event: Event, workspace: Workspace, originals: Mapping[str, Event]) -> str:
    """Return what happened: `Moved CD-3 to DONE`, `Undid: move CD-3 to DONE`.

    `originals` are the events that others undo or redo, by uid.
    """
    original = originals.get(event.undoes or "")
    if original is not None and event.kind in _REVERSALS:
        return f"{_REVERSALS[event.kind]}: {phrase_of(original, workspace, keys=True).named}"
    return phrase_of(event, workspace, keys=True).done


class Unsaid(LookupError):
    """An event has no words for a slot."""


class Particulars(PeopleParticulars, frozen=True):
    """What a template about an event can be filled with; None of what the event says nothing of.

    A card is as the event left it, whatever was changed or undone since; with `keys` it is named as `CD-3`, else by its
    number.
    """

    keys: bool = False

    def __getitem__(self, slot: str) -> str:
        """Return the words for a slot; raise Unsaid where there are none."""
        words: str | None = getattr(self, slot)()
        if words is None:
            raise Unsaid(slot)
        return words

    def card(self) -> str | None:
        """The number or key of its card, also of one that is gone."""
        if self.keys:
            return key_of(self.event, self.workspace) or None
        card = self._card
        number = card.number if card else created(self.event, "cards", "number")
        return str(number) if number else None

    def title(self) -> str | None:
        """The title of its card, also of one that is gone."""
        card = self._card
        return card.title if card else created(self.event, "cards", "title") or None

    def column(self) -> str:
        """The title of the column its card is in."""
        return self._column_title(self._there)

    def whereabouts(self) -> str:
        """Where its card is after an undo or redo that moved it, or that it is gone; else nothing."""
        card, changed = self._card, self._rows("cards").get(self.event.card or "", {})
        if card is None:
            return ", which is gone" if "uid" in changed else ""
        return f", which is in {self._column_title(card)} again" if "column" in changed else ""

    def block(self) -> str | None:
        """The reason for which its card is blocked."""
        return self._there.blocked.reason if self._there.blocked else None

    def owner(self) -> str:
        """Who its card was given to: @ux."""
        return f"@{self._there.assignee}" if self._there.assignee else "nobody"

    def tags(self) -> str | None:
        """The tags of its card: #x #y."""
        return " ".join(f"#{tag}" for tag in self._there.tags) or None

    def due(self) -> str:
        """The day its card is due: Mon 2 Mar; with the year where it is not that in which this happened."""
        due = self._there.due
        return full_words(due, self.event.at.date()) if due else "on no day"

    def measured(self) -> str:
        """What was measured: net promoter score."""
        from tui.domain.metrics.registry import METRICS  # only where something was measured

        uid, fields = next(iter(self._rows("measurements").items()), ("", {}))
        measurement = self.workspace.measurements.get(uid)
        key = measurement.metric_key if measurement else str(either(fields, "metric_key"))
        return METRICS[key].title if key in METRICS else "a metric"

    def theme(self) -> str:
        """What its theme is called; of two the one that stays."""
        uid, fields = next(iter(self._rows("themes").items()), ("", {}))
        theme = self.workspace.themes.get(uid)
        return theme.name if theme else str(either(fields, "name") or "")

    def into_theme(self) -> str | None:
        """What the theme is called that its notes came into, or left."""
        for fields in self._rows("notes").values():
            before, after = fields.get("themes", [[], []])
            for uid in set(before or ()) ^ set(after or ()):
                theme = self.workspace.themes.get(uid)
                return theme.name if theme else None
        return None

    def gathered(self) -> str:
        """How many notes it is about."""
        return plural(len(self._rows("notes")), "note")

    def insight(self) -> str:
        """What its insight states."""
        uid, fields = next(iter(self._rows("insights").items()), ("", {}))
        insight = self.workspace.insights.get(uid)
        return insight.statement if insight else str(either(fields, "statement") or "")

    def assumption(self) -> str:
        """What its assumption claims."""
        uid, fields = next(iter(self._rows("assumptions").items()), ("", {}))
        assumption = self.workspace.assumptions.get(uid)
        return assumption.text if assumption else str(either(fields, "text") or "")

    def aimed_at(self) -> str | None:
        """What the assumption claims at which its notes aim now, or aimed."""
        for fields in self._rows("notes").values():
            before, after = fields.get("aims", [[], []])
            for uid in set(before or ()) ^ set(after or ()):
                assumption = self.workspace.assumptions.get(uid)
                return assumption.text if assumption else None
        return None

    def discipline(self) -> str | None:
        """Whom its insight was told to."""
        shared = either(self._first("insights"), "shared")
        return str(shared[-1]["discipline"]) if shared else None

    def experiment(self) -> str:
        """The title of its experiment."""
        experiment = self._experiment
        return experiment.definition.title if experiment else "an experiment"

    def iteration(self) -> str | None:
        """Which iteration of its experiment it is about."""
        experiment = self._experiment
        return str(experiment.iteration) if experiment else None

    def decision(self) -> str | None:
        """What was decided about its experiment."""
        experiment = self._experiment
        fields = self._rows("experiments").get(self.event.experiment or "", {})
        return fields.get("decision", (None, experiment.decision))[1] if experiment else None

    @property
    def _experiment(self) -> Experiment | None:
        return self.workspace.experiments.get(self.event.experiment or "")

    @property
    def _there(self) -> Card:
        """Its card, where that is still there."""
        card = self._card
        if card is None:
            raise Unsaid("card")
        return card

    @property
    def _card(self) -> Card | None:
        card = self.workspace.cards.get(self.event.card) if self.event.card else None
        if card is None:
            return None
        fields = {name: after for name, (_, after) in self._rows("cards").get(card.uid, {}).items()}
        with suppress(NotAllowed):
            return cast(Card, with_fields("cards", card, fields))
        return card

    def _column_title(self, card: Card) -> str:
        experiment = self.workspace.experiments.get(card.experiment)
        column = experiment.definition.column(card.column) if experiment else None
        return column.title if column else card.column


class Shared:
    """What can be said of several things of one kind alike: what is true of each of them, and how many cards."""

    def __init__(self, parts: Sequence[Particulars]) -> None:
        self._parts = parts

    def __getitem__(self, slot: str) -> str:
        """Return the words for a slot; raise Unsaid where there are none, or different ones."""
        words = {part[slot] for part in self._parts}
        cards = {part.event.card for part in self._parts}
        if slot == "card" and len(cards) > 1:
            return f"{len(cards)} cards"
        if len(words) > 1:
            raise Unsaid(slot)
        return words.pop()


def events_in(event: Event) -> list[Event]:
    """Return the things that an event did as one, each with what it touched; most did one."""
    return [_part(event, part) for part in event.parts] or [event]


def _part(event: Event, part: Part) -> Event:
    touched = {table: {uid: rows[uid] for uid in part.touched if uid in rows} for table, rows in event.changes.items()}
    changes = {table: rows for table, rows in touched.items() if rows}
    return replace(event, kind=part.kind, experiment=part.experiment, card=part.card, changes=changes, parts=())


def experiment_of(event: Event, workspace: Workspace) -> Experiment | None:
    """Return the experiment an event belongs to, or that of its card; None where it is about none."""
    card = workspace.cards.get(event.card or "")
    return workspace.experiments.get(card.experiment if card else event.experiment or "")


def key_of(event: Event, workspace: Workspace) -> str:
    """Return the key of the card an event is about, `CD-3`, also of one that is gone; empty where there is none."""
    card = workspace.cards.get(event.card or "")
    number = card.number if card else created(event, "cards", "number")
    experiment = experiment_of(event, workspace)
    return f"{experiment.key}-{number}" if experiment and number else str(number or "")
