"""The dialog for a card, title first and only that required, and the editor for its description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from msgspec.structs import replace
from textual.widget import Widget

from tui.app.asking.capture import edit_note
from tui.app.asking.contesting import texts_of
from tui.app.board.board import Board
from tui.app.board.card_place import CardPlace
from tui.app.dialogs.form import Form, heading_row
from tui.app.keys.keymap import key
from tui.app.look.clean_input import CleanInput, one_clean_line
from tui.app.look.paint import Row, Span
from tui.app.look.pasted import pasted_lines
from tui.app.look.reading import Pick
from tui.app.typed import Typed
from tui.domain import operations
from tui.domain.operations.merging import Contested
from tui.domain.records import Card, Note
from tui.domain.records.change import Change
from tui.domain.records.definition import KINDS
from tui.domain.search.naming import card_key, find_person, is_pid
from tui.domain.text import clean_line, plural
from tui.domain.time.dates import dated_words, parse_due


def add(here: CardPlace) -> None:
    """Add a card to the focused column."""
    experiment = here.board.experiment.uid

    def take(fields: dict[str, Any]) -> Change:
        titles = fields.pop("titles")
        if len(titles) > 1:
            change = here.session.run(operations.add_cards, experiment, titles, starting=here.draft, **fields)
        else:
            change = here.session.run(operations.add_card, experiment, titles[0], starting=here.draft, **fields)
        uid = change.event.card or next(iter(change.records["cards"]))
        if (card := here.board.card(uid)) is not None:
            here.show_card(card.uid)
            what = f"{len(titles)} cards" if len(titles) > 1 else f"{card.number} {here.masked(card.title)}"
            here.say(f"Added {what}", ("change.undo", "undo"))
        return change

    here.app.push_screen(CardForm(here.board, here.lane, None, take))


async def edit(here: CardPlace, subject: Note | Card) -> None:
    """Edit the card, or the note that is chosen in the panel."""
    if isinstance(subject, Note):
        await edit_note(here, subject)
    else:
        _edit_card(here, subject)


def _edit_card(here: CardPlace, card: Card) -> None:
    if not here.may_edit(*texts_of(card, here.board.workspace).values()):
        return
    card = _begun_from(here, card)

    def take(fields: dict[str, Any]) -> Change | None:
        before = {
            "titles": [card.title],
            "people": list(card.people),
            "column": card.column,
            "due": card.due,
            "kind": card.kind,
            "assignee": f"@{card.assignee}" if card.assignee else "",
            "tags": [f"#{tag}" for tag in card.tags],
            "description": card.description,
        }
        changed = {name: value for name, value in fields.items() if value != before[name]}
        if "titles" in changed:
            changed["title"] = changed.pop("titles")[0]
        return _edit_from(here, card, changed) if changed else None

    here.app.push_screen(CardForm(here.board, here.lane, card, take))


def _begun_from(here: CardPlace, card: Card) -> Card:
    """Return a card with the fields of its draft as they were when that was begun, so that both can be compared."""
    draft = here.custdev.drafts.left(f"edit:{card.uid}")
    if draft is None or not isinstance(draft.seen, Card):
        return card
    names = ["assignee" if name == "owner" else name for name in draft.texts]
    return replace(card, **{name: getattr(draft.seen, name) for name in names})


def _edit_from(here: CardPlace, card: Card, changed: dict[str, Any]) -> Change | None:
    """Save what the form changed; where others changed the same, the form makes room for both versions."""
    try:
        here.do(operations.edit_from, operations.edit_card, card, words=f"Edited {card.number}", **changed)
    except Contested as contested:
        here.custdev.contests.add(contested, here)
        return None
    return here.change


def edit_description(here: CardPlace, card: Card) -> None:
    """Write the description in the editor."""
    if not here.may_edit(card.description):
        return
    edit = partial(here.custdev.contests.edit, here, operations.edit_card, card)
    words = f"Edited the description of {card.number}"
    here.custdev.write_in_editor(card.description, lambda written: edit(words, description=written))


class Title(CleanInput):
    """The title of a card; `many` is told of several lines that are pasted where nothing else stands."""

    many: Callable[[list[str]], None] | None = None

    def type_in(self, text: str) -> None:
        """Put what is typed or pasted at the cursor."""
        super().type_in(text)
        lines = pasted_lines(text) if "\n" in text else []
        if self.many is not None and len(lines) > 1 and self.value == one_clean_line(text):
            self.many(lines)


class CardForm(Form):
    """Asks for a card; its description is written in the editor. Pasted lines may become a card each."""

    place = "card_form"
    cleared = ("title", "people", "due", "tags")

    def __init__(
        self, board: Board, column: int, card: Card | None, take: Callable[[dict[str, Any]], Change | None]
    ) -> None:
        draft = f"edit:{card.uid}" if card else f"add:{board.experiment.board_id}"
        super().__init__(draft, texts_of(card, board.workspace), take)
        self.board = board
        self.column = column
        self.card = self.seen = card
        self.is_new = card is None
        self._pasted: list[str] = []
        self._title = ""
        self.description = card.description if card else ""
        self.footer_mode = "form" if card else "form_new"

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the fields of a card."""
        card = self.card
        self.description = texts["description"]
        columns = [self.custdev.mask.text(lane.column.title) for lane in self.board.lanes]
        yield self.text_field("title", texts["title"], Title)
        if self.is_new:
            yield "lines", Pick((), 0, id="f-lines")
        yield self.text_field("people", texts["people"])
        yield "column", Pick(columns, self.column, self._limit, id="f-column")
        yield self.text_field("due", texts["due"])
        yield "kind", Pick(KINDS, KINDS.index(card.kind) if card else 0, id="f-kind")
        yield self.text_field("owner", texts["owner"])
        yield self.text_field("tags", texts["tags"])

    def on_mount(self) -> None:
        """Ask what becomes of lines only where there are some."""
        if self.is_new:
            self._show_lines(shown=False)
            title = self.by_name["title"]
            if isinstance(title, Title):
                title.many = self.ask_of_lines

    def ask_of_lines(self, lines: list[str]) -> None:
        """Ask whether pasted lines become a card each."""
        self._pasted, self._title = lines, self.value("title")
        pick = self.by_name["lines"]
        if isinstance(pick, Pick):
            pick.values, pick.index = (plural(len(lines), "card"), "one card"), 0
        self._show_lines(shown=True)
        self.set_focus(pick)

    def take_key(self, key: str) -> bool:
        """Take what is typed while that is asked for the title: whoever types on means one card."""
        sign, title = " " if key == "space" else key, self.by_name["title"]
        if len(sign) != 1 or self.focused is not self.by_name.get("lines") or not isinstance(title, Title):
            return super().take_key(key)
        self.set_focus(title)
        title.type_in(sign)
        return True

    def _show_lines(self, *, shown: bool) -> None:
        if (row := self.by_name["lines"].parent) is not None:
            row.display = shown

    @property
    def _titles(self) -> list[str]:
        """What is in the title: of lines that were pasted, and left as they were, perhaps a title each."""
        title = self.value("title")
        return self._pasted if self._pasted and title == self._title and not self.picked("lines") else [title]

    def describe(self) -> None:
        """Write the description in the editor."""
        self.custdev.write_in_editor(self.description, self._describe)
        self._remark()

    def _describe(self, written: str) -> None:
        self.description = written

    def begin_next(self) -> None:
        """Forget the description, and what was pasted."""
        self.description, self._pasted = "", []
        self._show_lines(shown=False)

    def typed(self) -> Typed:
        """Return what was typed and written."""
        typed = super().typed()
        if self.description == self._texts["description"]:
            return typed
        return Typed({**typed.texts, "description": self.description}, typed.seen)

    def filled(self) -> dict[str, Any]:
        """Return the fields of the card."""
        return {
            "titles": self._titles,
            "people": self._people(),
            "column": self.board.lanes[self.picked("column")].column.id,
            "due": self._due(),
            "kind": KINDS[self.picked("kind")],
            "assignee": self.value("owner"),
            "tags": self.value("tags").split(),
            "description": self.description,
        }

    def remarks(self) -> Iterator[str]:
        """Say what a day means, and who is unknown; of lines that were edited nothing is asked any more."""
        if self._pasted and self.value("title") != self._title:
            self._pasted = []
            self._show_lines(shown=False)
        due = self._due()
        if due is not None:
            yield f"Due {dated_words(due)}."
        self._people()

    def last_remark(self) -> str:
        """Say that there is a description."""
        lines = len(self.description.splitlines())
        if not lines:
            return f"{key('form.editor')} writes a description."
        return f"Description: {lines} lines." if lines > 1 else ""

    def _due(self) -> date | None:
        return parse_due(self.value("due"), self.board.today)

    def _people(self) -> list[str]:
        """Return the uids of the people named: P-ids, or names with commas between them."""
        typed = clean_line(self.value("people"))
        words = typed.replace(",", " ").split()
        if not all(is_pid(word.lstrip("@")) for word in words):
            words = [name.strip() for name in typed.split(",") if name.strip()]
        return [find_person(self.board.workspace, word.lstrip("@")).uid for word in words]

    def _limit(self, index: int) -> str:
        lane = self.board.lanes[index]
        here = self.card is not None and self.card.column == lane.column.id
        count = len(lane.all)
        if lane.column.wip is None or here:
            return ""
        return f"{count}/{lane.column.wip} becomes {count + 1}/{lane.column.wip}"

    def heading(self) -> Row:
        """Say which card it is, and where it goes."""
        mask = self.custdev.mask
        title = mask.text(self.board.experiment.definition.title)
        if self.card is None:
            where = f" in {mask.text(self.board.lanes[self.column].column.title)} of {title}"
            return heading_row(Span("New card", "bright bold"), Span(where, "muted"))
        called = card_key(self.board.workspace, self.card)
        return heading_row(Span(f"Edit {called}", "bright bold"), Span(f" in {title}", "muted"))
