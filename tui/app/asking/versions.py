"""The choice between two versions of a field: the one typed here, and the one somebody else wrote meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tui.app.dialogs.overlay import BLANK_ROW, ReadingOverlay
from tui.app.look.paint import SURFACE, Row, Span, sheet_row, wrap_all
from tui.domain.operations.merging import Contested, Versions
from tui.domain.records import Blocked
from tui.domain.records.workspace import Workspace

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
                return f"{value:%a} {value.day} {value:%b %Y}"
            case _:
                return str(value)
