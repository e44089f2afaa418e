"""What happens when somebody else changed what one is editing: the choice between both versions of each field."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import msgspec

from tui.app.dialogs.overlay import BLANK_ROW, ReadingOverlay
from tui.app.here import Here
from tui.app.look.clean_input import CleanInput
from tui.app.look.paint import SURFACE, Row, Span, sheet_row, wrap_all
from tui.app.typed import Drafts, Typed, typed_line
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.operations.merging import Contested, Versions
from tui.domain.records import Blocked, Card, Note
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key, cards_ahead
from tui.domain.time.dates import dated_words


class Contests:
    """Edits that met another one. Both versions are offered as soon as nobody is typing something else.

    What is not taken is kept as a draft.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._waiting: deque[Contested] = deque()

    def add(self, contested: Contested, here: Here | None = None) -> None:
        """Have both versions offered, once the line or dialog that was handed in on a screen is closed."""
        self._waiting.append(contested)
        if here is not None:
            here.call_after_refresh(self.offer, here)

    def offer(self, here: Here) -> None:
        """Show the oldest edit that met another one, if nothing else has the keys."""
        if not self._waiting or here.app.screen is not here or isinstance(here.focused, CleanInput):
            return

        contested = self._waiting.popleft()
        workspace = here.session.workspace
        record = workspace.find(contested.table, contested.uid)
        if not isinstance(record, Card | Note):
            here.say_error(contested)
            return
        take = partial(self._take, here, contested, record)
        what = card_key(workspace, record) if isinstance(record, Card) else "The note"
        here.app.push_screen(VersionsScreen(workspace, contested, what), take)

    def edit(
        self, here: Here, operation: Callable[..., Change], seen: Card | Note, words: str, **fields: object
    ) -> None:
        """Save what was written in the editor, or offer both versions; raise DomainError where it is not taken."""
        try:
            change = here.session.run(operations.edit_from, operation, seen, starting=here.draft, **fields)
        except Contested as contested:
            self.add(contested, here)
            return
        except DomainError:
            self._keep(here, seen, fields)
            raise
        if not change.is_empty:
            here.say(words, ("change.undo", "undo"))

    def _take(self, here: Here, contested: Contested, seen: Card | Note, chosen: Mapping[str, Any] | None) -> None:
        """Save what nobody else changed together with the versions that were chosen."""
        mine = {name: versions.mine for name, versions in contested.fields.items()} | dict(contested.others)
        if chosen is None:
            self._keep(here, seen, mine)
            here.say("Left as it is there. What you typed is kept as a draft.")
            return
        fields = {**contested.others, **chosen}
        with self._keeping(here, seen, mine):
            words = _save(here, seen, fields) if fields else "Left as it is there."
            here.say(words, *([("change.undo", "undo")] if fields else []))

    @contextmanager
    def _keeping(self, here: Here, seen: Card | Note, mine: Mapping[str, Any]) -> Iterator[None]:
        """Have what cannot be saved offered beside the other version where there is one, else kept as a draft."""
        try:
            yield
        except Contested as contested:
            self.add(contested, here)
        except DomainError as error:
            self._keep(here, seen, mine)
            here.say(f"{error} What you typed is kept as a draft.", tone="warn")

    def _keep(self, here: Here, seen: Card | Note, mine: Mapping[str, Any]) -> None:
        """Have what was typed there again when the same is edited next."""
        if isinstance(seen, Note):
            self._drafts.leave(f"edit-note:{seen.uid}", typed_line(mine.get("text", seen.text), seen))
            return
        others = {name: value for name, value in mine.items() if name != "blocked"}
        if mine.get("blocked") is not None:
            self._drafts.leave(f"block:{seen.uid}", typed_line(mine["blocked"].reason))
        if others:
            workspace = here.session.workspace
            before = texts_of(seen, workspace)
            texts = texts_of(msgspec.structs.replace(seen, **others), workspace)
            changed = {name: text for name, text in texts.items() if text != before[name]}
            self._drafts.leave(f"edit:{seen.uid}", Typed(changed, seen))


def _save(here: Here, seen: Card | Note, fields: dict[str, Any]) -> str:
    run = partial(here.session.run, operations.edit_from)
    if isinstance(seen, Note):
        run(operations.edit_note, seen, **fields)
        return "Edited the note"
    if "blocked" in fields:
        blocked = fields.pop("blocked")
        blockers, reason = cards_ahead(here.session.workspace, seen.experiment, blocked.reason)
        run(operations.block_card, seen, reason, blocked.needs, by=[card.uid for card in blockers])
    if fields:
        run(operations.edit_card, seen, **fields)
    return f"Edited {seen.number}"


def texts_of(card: Card | None, workspace: Workspace) -> dict[str, str]:
    """Return the texts that the form of a card is filled with; empty ones for a new card."""
    if card is None:
        return dict.fromkeys(("title", "people", "due", "owner", "tags", "description"), "")
    people = (workspace.participants.get(uid) for uid in card.people)
    return {
        "title": card.title,
        "people": " ".join(person.pid for person in people if person),
        "due": card.due.isoformat() if card.due else "",
        "owner": f"@{card.assignee}" if card.assignee else "",
        "tags": " ".join(f"#{tag}" for tag in card.tags),
        "description": card.description,
    }


AROUND = 4
CALLED = {"assignee": "owner", "blocked": "blocked by"}


class VersionsScreen(ReadingOverlay[Mapping[str, Any] | None]):
    """Shows both versions of each field, and returns the fields that are to be as they were typed here; None to leave.

    Nothing is chosen at first: it may come up under keys that were meant for what it covers.
    """

    box = "versions-box"
    place = "versions"
    footer_mode = "versions_open"

    def __init__(self, workspace: Workspace, contested: Contested, what: str) -> None:
        super().__init__()
        self.workspace = workspace
        self.contested = contested
        self.what = what
        self.names = list(contested.fields)
        self.chosen = 0
        self.mine: dict[str, bool] = {}

    def choose(self, step: int) -> None:
        """Go to another field."""
        self.chosen = max(0, min(self.chosen + step, len(self.names) - 1))
        self.show_all()

    def keep(self, mine: bool) -> None:
        """Choose a version of the field, and go on to the next one."""
        self.mine[self.names[self.chosen]] = mine
        self._go_to_open()
        self.footer_mode = "versions_open" if self._open else "versions"
        self.show_footer()
        self.show_all()

    def save(self) -> None:
        """Save what was chosen, once that is said of every field."""
        if self._open:
            self._go_to_open()
            self.show_all()
        else:
            self.dismiss({name: self.contested.fields[name].mine for name in self.names if self.mine[name]})

    @property
    def _open(self) -> list[int]:
        """The fields of which nothing is chosen yet."""
        return [index for index, name in enumerate(self.names) if name not in self.mine]

    def _go_to_open(self) -> None:
        later = [index for index in self._open if index >= self.chosen]
        self.chosen = (later or self._open or [self.chosen])[0]

    def show_all(self) -> None:
        """Show all fields, the chosen one in sight."""
        heading = sheet_row(Span(self.what, "bright bold"), Span(" was changed elsewhere too", "muted"))
        rows = [BLANK_ROW, heading, BLANK_ROW]
        top = bottom = 0
        for index, name in enumerate(self.names):
            field = list(self._field(index, name, self.contested.fields[name]))
            if index == self.chosen:
                top, bottom = (len(rows) if index else 0), len(rows) + len(field)
            rows += [*field, BLANK_ROW]
        height = min(len(rows), self.app.size.height - AROUND)
        self.reading.styles.height = height
        # One row at each end may be taken by the word on what is beyond it.
        self.reading.scroll = max(0, min(top - 1, max(self.reading.scroll, bottom + 1 - height)))
        self.reading.show(rows)

    def _field(self, index: int, name: str, versions: Versions) -> Iterator[Row]:
        here = index == self.chosen
        bar = Span(f"  {self.custdev.glyphs.focus} ", "accent") if here else Span("    ")
        called = CALLED.get(name, name)
        yield Row((bar, Span(called, "bright bold" if here else "muted")), background=SURFACE)
        for label, value, is_mine in (("mine", versions.mine, True), ("theirs", versions.theirs, False)):
            taken = self.mine.get(name) is is_mine
            mark = self.custdev.glyphs.ticked if taken else " "
            style = "bright" if taken else "text" if name not in self.mine else "muted"
            words = self.custdev.mask.beginning(self._words(name, value))
            for number, line in enumerate(wrap_all(words, self.room - 12)):
                lead = f"{mark} {label:<8}" if number == 0 else " " * 10
                yield sheet_row(Span(lead, "accent" if taken else "muted"), Span(line, style))

    def _words(self, name: str, value: Any) -> str:
        match value:
            case None | "":
                return "none"
            case Blocked():
                return value.reason
            case str() if name == "assignee":
                return f"@{value}"
            case str() if name == "column":
                card = self.workspace.cards.get(self.contested.uid)
                experiment = self.workspace.experiments.get(card.experiment) if card else None
                column = experiment.definition.column(value) if experiment else None
                return column.title if column else value
            case str():
                return value
            case _ if name == "due":
                return dated_words(value)
            case _:
                return str(value)
