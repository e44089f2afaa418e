"""`custdev transcript`: what a transcript holds, before anything of it is kept."""

from __future__ import annotations

from pathlib import Path

import click

from tui.cli.desk import Desk
from tui.cli.output import answer_rows
from tui.cli.verbs import verb
from tui.domain.errors import NotFound
from tui.domain.time.recordings import clock_words
from tui.exchange.transcript_reading import read_transcript

HEADERS = ("AT", "WHO", "WORDS")


@verb(example="custdev transcript talk.vtt")
@click.argument("file", metavar="FILE")
def transcript(desk: Desk, /, *, file: str, as_json: bool) -> None:
    """Show what is said in a FILE of WebVTT, SubRip or plain text, without the names we know. Nothing of it is kept.

    T on a person or a touchpoint marks quotes in it, and note add --heard-at 12:03 writes one down.
    """
    with desk.reading(policy=True) as reading:
        try:
            data = Path(file).expanduser().read_bytes()
        except OSError as error:
            raise NotFound(f"{file} cannot be read: {error.strerror or error}. Nothing was changed.") from None
        read = read_transcript(data)
        hide = reading.seen().lens.line
        cues = [(cue.at, hide(cue.speaker), hide(cue.text)) for cue in read.cues]
        shapes = ({"at": at, "speaker": speaker or None, "text": text} for at, speaker, text in cues)
        rows = ([clock_words(at), speaker, text] for at, speaker, text in cues)
        answer_rows(as_json, shapes, HEADERS, rows, no_color=desk.no_color, nothing="Nothing is said in it.")
