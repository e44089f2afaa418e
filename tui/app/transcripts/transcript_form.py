"""Asking for the file of a transcript: it is read where it is, and the touchpoint remembers only where that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from textual.widget import Widget

from tui.app.background import in_background
from tui.app.dialogs.form import Form, heading_row
from tui.app.here import Here
from tui.app.look.paint import Row, Span
from tui.app.transcripts.transcript_screen import TranscriptScreen
from tui.domain import operations
from tui.domain.errors import DomainError, NotAllowed, NotFound
from tui.domain.history.people_phrases import method_words
from tui.domain.records import Link, Participant, Touchpoint
from tui.domain.records.change import Change
from tui.domain.text import clean_line
from tui.domain.time.dates import day_words
from tui.exchange.transcript_reading import Transcript, read_transcript


class TranscriptForm(Form):
    """Asks where a transcript is. `read` is given it once the file was read, and may be linked."""

    is_new = False
    footer_mode = "form_survey"

    def __init__(self, touchpoint: Touchpoint, read: Callable[[Transcript], None]) -> None:
        self.touchpoint, self._read = touchpoint, read
        super().__init__(f"transcript:{touchpoint.uid}", {"file": linked_transcript(touchpoint)}, self._open)
        self._transcript: Transcript | None = None

    def heading(self) -> Row:
        """Say of what."""
        session = self.custdev.session
        day = day_words(session.policy.day(self.touchpoint.at), session.today)
        words = f"  of {method_words(self.touchpoint.method)}, {day}"
        return heading_row(Span("Transcript", "bright bold"), Span(words, "muted"))

    def fields(self, texts: dict[str, str]) -> Iterator[tuple[str, Widget]]:
        """Yield the field for the file."""
        yield self.text_field("file", texts["file"])

    def filled(self) -> dict[str, Any]:
        """Return where it is."""
        return {"file": clean_line(self.value("file"))}

    def remarks(self) -> Iterator[str]:
        """Say what is kept of it."""
        yield "A .vtt, .srt or .txt file. It stays where it is; only its place and what you mark in it are kept here."

    def is_ready(self) -> bool:
        """Return whether it was read; until then it is read beside the interface."""
        if self._transcript is not None:
            return True
        path = clean_line(self.value("file"))
        if not path:
            raise NotAllowed("Name the file. Nothing was changed.")

        def work() -> Transcript:
            try:
                data = Path(path).expanduser().read_bytes()
            except OSError as error:
                raise NotFound(f"It cannot be read: {error.strerror or error}.") from None
            return read_transcript(data)

        in_background(self, "transcript", work, self._take, self.say_error)
        return False

    def _take(self, transcript: Transcript) -> None:
        self._transcript = transcript
        try:
            self.save()
        except DomainError as error:
            self._transcript = None
            self.say_error(error)

    def _open(self, fields: dict[str, Any]) -> Change | None:
        session, transcript = self.custdev.session, self._transcript
        self._transcript = None
        assert transcript is not None, "it was read"
        link = Link("transcript", fields["file"])
        touchpoint = session.workspace.touchpoints[self.touchpoint.uid]
        change = None
        if link not in touchpoint.links:
            links = (*(one for one in touchpoint.links if one.kind != "transcript"), link)
            change = session.run(operations.edit_touchpoint, touchpoint.uid, links=links)
        self.app.call_later(self._read, transcript)
        return change


def linked_transcript(touchpoint: Touchpoint) -> str:
    """Return where the transcript of a touchpoint is; empty where none was read."""
    return next((link.ref for link in touchpoint.links if link.kind == "transcript"), "")


def read_transcript_of(here: Here, subject: Touchpoint | Participant) -> None:
    """Read the transcript of a touchpoint, or of the last one with a person."""
    here.session.check_writable()
    touchpoint = subject if isinstance(subject, Touchpoint) else _last_with(here, subject)
    if touchpoint is None:
        here.say("Nobody met them yet.", ("touchpoint.add", "logs a touchpoint"))
        return
    if not here.may_edit(linked_transcript(touchpoint)):
        return

    def open_it(transcript: Transcript) -> None:
        here.app.push_screen(TranscriptScreen(touchpoint.uid, transcript, here.catch_up))

    here.app.push_screen(TranscriptForm(touchpoint, open_it))


def _last_with(here: Here, person: Participant) -> Touchpoint | None:
    workspace = here.session.workspace
    met = (workspace.touchpoints[uid] for uid in workspace.touchpoint_uids(person.uid))
    return max((one for one in met if one.status == "done"), key=lambda one: (one.at, one.uid), default=None)
