"""What happens when somebody else changed what one is editing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import msgspec

from tui.app.screens.board.base import BoardBase
from tui.app.screens.drafts import texts_of
from tui.domain import operations
from tui.domain.change import Change
from tui.domain.errors import DomainError
from tui.domain.operations.merging import Contested
from tui.domain.records import Card, Note


class Contesting(BoardBase):
    """Offers both versions; what is not taken is kept as a draft."""

    def contest(self, contested: Contested) -> None:
        """Ask which version of each field stays."""
        from tui.app.screens.versions import VersionsScreen

        workspace = self.session.workspace
        record = workspace.find(contested.table, contested.uid)
        if not isinstance(record, Card | Note):
            self.say_error(contested)
            return
        what = f"{self.board.experiment.key}-{record.number}" if isinstance(record, Card) else "The note"
        take = partial(self._take_versions, contested, record)
        self.app.push_screen(VersionsScreen(workspace, contested, what, take))

    def edit_or_contest(self, operation: Callable[..., Change], seen: Card | Note, said: str, **fields: object) -> None:
        """Save what was written in the editor, or offer both versions."""
        try:
            change = self.session.run(operations.edit_from, operation, seen, starting=self.draft, **fields)
        except Contested as contested:
            self.contest(contested)
        except DomainError as error:
            self._keep_draft(seen, fields)
            self.say(f"{error} What you wrote is kept as a draft.", tone="warn")
        else:
            if not change.is_empty:
                self.say(said, ("u", "undo"))

    def _take_versions(self, contested: Contested, seen: Card | Note, kept: Mapping[str, Any] | None) -> None:
        """Save what nobody else changed together with the versions that were kept."""
        if kept is None:
            self._keep_draft(seen, _mine(contested))
            self.say("Left as it is there. What you typed is kept as a draft.")
            return
        fields = {**contested.others, **kept}
        try:
            said = self._save_versions(seen, fields) if fields else "Left as it is there."
        except Contested as again:
            self.contest(again)
        except DomainError as error:
            self._keep_draft(seen, _mine(contested))
            self.say(f"{error} What you typed is kept as a draft.", tone="warn")
        else:
            self.say(said, *([("u", "undo")] if fields else []))

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

    def _keep_draft(self, seen: Card | Note, mine: Mapping[str, Any]) -> None:
        """Have what was typed there again when the same is edited next."""
        if isinstance(seen, Note):
            self.custdev.drafts[f"edit-note:{seen.uid}"] = mine.get("text", seen.text)
        elif "blocked" not in mine:
            texts = texts_of(msgspec.structs.replace(seen, **mine), self.board.workspace)
            self.custdev.form_drafts[f"edit:{seen.uid}"] = texts


def _mine(contested: Contested) -> dict[str, Any]:
    return {name: versions.mine for name, versions in contested.fields.items()} | dict(contested.others)
