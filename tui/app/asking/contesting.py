"""What happens when somebody else changed what one is editing."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from tui.app.look.clean_input import CleanInput
from tui.app.typed import Drafts, Typed, typed_line
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.operations.merging import Contested
from tui.domain.records import Card, Note
from tui.domain.records.change import Change
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key

if TYPE_CHECKING:
    from tui.app.here import Here


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
        from tui.app.asking.versions import VersionsScreen

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
        """Save what was written in the editor, or offer both versions."""
        try:
            change = here.session.run(operations.edit_from, operation, seen, starting=here.draft, **fields)
        except Contested as contested:
            self.add(contested, here)
        except DomainError as error:
            self._keep(here, seen, fields)
            here.say(f"{error} What you wrote is kept as a draft.", tone="warn")
        else:
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
        try:
            words = _save(here, seen, fields) if fields else "Left as it is there."
        except Contested as again:
            self.add(again, here)
        except DomainError as error:
            self._keep(here, seen, mine)
            here.say(f"{error} What you typed is kept as a draft.", tone="warn")
        else:
            here.say(words, *([("change.undo", "undo")] if fields else []))

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
        run(operations.block_card, seen, blocked.reason, blocked.needs)
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
