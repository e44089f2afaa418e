"""What happens when somebody else changed what one is editing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import msgspec

from tui.app.here import Here
from tui.app.look.clean_input import CleanInput
from tui.app.typed import Typed, typed_line
from tui.domain import operations
from tui.domain.errors import DomainError
from tui.domain.operations.merging import Contested
from tui.domain.records import Card, Note
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import card_key
from tui.session import Notice


class Contesting(Here):
    """Offers both versions as soon as nobody is typing something else; what is not taken is kept as a draft."""

    def hear(self, notice: Notice) -> None:
        """Follow a change of the workspace, and offer both versions where it came in between."""
        super().hear(notice)
        self.offer_versions()

    def on_screen_resume(self) -> None:
        """Offer what had to wait for a dialog."""
        self.offer_versions()

    def on_descendant_blur(self) -> None:
        """Offer what had to wait for a line."""
        self.call_after_refresh(self.offer_versions)

    def contest(self, contested: Contested) -> None:
        """Ask which version of each field stays, once the line or dialog that was handed in is closed."""
        self.custdev.contested.append(contested)
        self.call_after_refresh(self.offer_versions)

    def offer_versions(self) -> None:
        """Show the oldest edit that met another one, if nothing else has the keys."""
        from tui.app.asking.versions import VersionsScreen

        waiting = self.custdev.contested
        if not waiting or self.app.screen is not self or isinstance(self.focused, CleanInput):
            return
        contested = waiting.popleft()
        workspace = self.session.workspace
        record = workspace.find(contested.table, contested.uid)
        if not isinstance(record, Card | Note):
            self.say_error(contested)
            return
        take = partial(self._take_versions, contested, record)
        what = card_key(workspace, record) if isinstance(record, Card) else "The note"
        self.app.push_screen(VersionsScreen(workspace, contested, what, take))

    def _take_versions(self, contested: Contested, seen: Card | Note, chosen: Mapping[str, Any] | None) -> None:
        """Save what nobody else changed together with the versions that were chosen."""
        if chosen is None:
            self.keep_draft(seen, _mine(contested))
            self.say("Left as it is there. What you typed is kept as a draft.")
            return
        fields = {**contested.others, **chosen}
        try:
            words = self._save_versions(seen, fields) if fields else "Left as it is there."
        except Contested as again:
            self.contest(again)
        except DomainError as error:
            self.keep_draft(seen, _mine(contested))
            self.say(f"{error} What you typed is kept as a draft.", tone="warn")
        else:
            self.say(words, *([("change.undo", "undo")] if fields else []))

    def _save_versions(self, seen: Card | Note, fields: dict[str, Any]) -> str:
        run = partial(self.session.run, operations.edit_from)
        if isinstance(seen, Note):
            run(operations.edit_note, seen, **fields)
            return "Edited the note"
        if "blocked" in fields:
            blocked = fields.pop("blocked")
            run(operations.block_card, seen, blocked.reason, blocked.needs)
        if fields:
            run(operations.edit_card, seen, **fields)
        return f"Edited {seen.number}"

    def keep_draft(self, seen: Card | Note, mine: Mapping[str, Any]) -> None:
        """Have what was typed there again when the same is edited next."""
        drafts = self.custdev.drafts
        if isinstance(seen, Note):
            drafts.leave(f"edit-note:{seen.uid}", typed_line(mine.get("text", seen.text), seen))
            return
        others = {name: value for name, value in mine.items() if name != "blocked"}
        if mine.get("blocked") is not None:
            drafts.leave(f"block:{seen.uid}", typed_line(mine["blocked"].reason))
        if others:
            before = texts_of(seen, self.session.workspace)
            texts = texts_of(msgspec.structs.replace(seen, **others), self.session.workspace)
            changed = {name: text for name, text in texts.items() if text != before[name]}
            drafts.leave(f"edit:{seen.uid}", Typed(changed, seen))


def _mine(contested: Contested) -> dict[str, Any]:
    return {name: versions.mine for name, versions in contested.fields.items()} | dict(contested.others)


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
