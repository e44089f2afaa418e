"""Transcripts of talks: WebVTT, SubRip, and plain text with or without times and names.

A library for subtitles, webvtt-py 0.6, reads files that keep to their format. Of what tools for meetings write it
finds no cue where SubRip's commas stand under the name of WebVTT, refuses a file without its first line, leaves names
before a colon and lines that come again in the next cue as they are, and knows no plain text. What is read here is
times, names and words, wherever they stand.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line, clean_text
from tui.domain.time.recordings import CLOCK, seconds_of
from tui.exchange.text_files import decoded

MOST_BYTES, MOST_CUES = 10_000_000, 50_000
"""Days of talk; beyond that something else was meant."""
LONGEST = 240
"""Up to so many characters, what one says in a sentence is put together; cues cut sentences into pieces."""
LONGEST_NAME, MOST_NAME_WORDS = 40, 4

_TIMING = re.compile(rf"^\s*{CLOCK}\s*-->", re.ASCII)
_BEFORE = re.compile(rf"^\s*(?:\[{CLOCK}\]|\({CLOCK}\)|{CLOCK})\s*[-–]?\s*(?=\S|$)", re.ASCII)
_BEHIND = re.compile(rf"^(?P<name>\S.{{0,{LONGEST_NAME}}}?)\s+[\[(]?{CLOCK}[\])]?\s*$", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9][^>]*>|\{\\[^}]*\}")
_NAMED = re.compile(rf"^([^\s:][^:]{{0,{LONGEST_NAME - 1}}}):\s+(?=\S)")
_NO_CUE = ("WEBVTT", "NOTE", "STYLE", "REGION")
_ENDS = (".", "?", "!", "…", "。", "？", "！")


class Cue(Struct, frozen=True):
    """Something said: by whom, as the file calls them, and so many seconds after the beginning, where it says that."""

    text: str
    speaker: str = ""
    at: int | None = None


class Transcript(Struct, frozen=True):
    """What was said, in order, and what was assumed to read it."""

    cues: tuple[Cue, ...]
    remarks: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in the order in which they begin."""
        return tuple(dict.fromkeys(cue.speaker for cue in self.cues if cue.speaker))

    @property
    def seconds(self) -> int:
        """When the last thing was said."""
        return max((cue.at or 0 for cue in self.cues), default=0)


def read_transcript(data: bytes) -> Transcript:
    """Return what a file holds.

    Raises:
        NotAllowed: Nothing is said in it, it is no text, or it is larger than any transcript.
    """
    if len(data) > MOST_BYTES:
        raise NotAllowed(f"It has more than {MOST_BYTES // 1_000_000} MB. Nothing was changed.")
    if b"\x00" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotAllowed("It is no text: a transcript is .vtt, .srt or .txt. Nothing was changed.")
    text, remarks = decoded(data)
    lines = clean_text(text).split("\n")
    is_timed = lines[0].startswith("WEBVTT") or any(map(_TIMING.match, lines))
    pieces = _timed(lines) if is_timed else _written(lines)
    cues = tuple(_joined(_with_names([piece for piece in pieces if piece.text])))
    if not cues:
        raise NotAllowed("Nothing is said in it. Nothing was changed.")
    if len(cues) > MOST_CUES:
        raise NotAllowed(f"More than {MOST_CUES:,} things are said in it. Nothing was changed.")
    return Transcript(cues, tuple(remarks))


class _Piece(NamedTuple):
    """What one cue or line says."""

    text: str
    speaker: str
    at: int | None


def _timed(lines: Sequence[str]) -> Iterator[_Piece]:
    """Yield the cues of WebVTT and SubRip; what is no cue is passed over."""
    last: str | None = None
    for block in _blocks(lines):
        at = next((number for number, line in enumerate(block[:2]) if _TIMING.match(line)), None)
        if at is None:
            if not block[0].startswith(_NO_CUE) and not block[0].isdecimal():
                yield from (_Piece(_bare(line), "", None) for line in block)
            continue
        timing = _TIMING.match(block[at])
        assert timing is not None, "it was looked for"
        words = [line for line in block[at + 1 :] if line.strip()]
        while words and last is not None and _bare(words[0]) == last:
            del words[0]  # captions that roll show the last line once more
        if words:
            last = _bare(words[-1])
            voice = _VOICE.search(words[0])
            speaker = clean_line(html.unescape(voice[1])) if voice else ""
            yield _Piece(clean_line(" ".join(map(_bare, words))), speaker, seconds_of(timing.groups()))


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield lines that stand together; a time begins anew, though nothing parts it from what is before."""
    block: list[str] = []
    for number, line in enumerate(lines):
        follows = number + 1 < len(lines) and _TIMING.match(lines[number + 1]) and line.strip().isdecimal()
        if block and (not line.strip() or follows or (_TIMING.match(line) and any(map(_TIMING.match, block)))):
            yield block
            block = []
        if line.strip():
            block.append(line)
    if block:
        yield block


def _written(lines: Sequence[str]) -> Iterator[_Piece]:
    """Yield the lines of a plain text: a time may stand before what is said, or behind a name in a line of its own."""
    speaker, at = "", None
    for line in lines:
        if head := _BEHIND.match(line):
            speaker, at = clean_line(head["name"]).rstrip(":"), seconds_of(head.groups()[1:])
            continue
        before = _BEFORE.match(line)
        if before:
            at = seconds_of(_thirds(before.groups()))
        text = clean_line(line[before.end() :] if before else line)
        if text:
            yield _Piece(text, speaker, at)
        elif not before:
            speaker, at = "", None


def _thirds(groups: Sequence[str | None]) -> Sequence[str | None]:
    """Return hours, minutes and seconds of whichever form was there."""
    return next(groups[at : at + 3] for at in (0, 3, 6) if groups[at + 2] is not None)


def _with_names(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Yield pieces with the names before a colon taken off: what stands there twice, and reads like a name."""
    before = [match[1] if (match := _NAMED.match(piece.text)) else "" for piece in pieces]
    counts = Counter(filter(_is_name, before))
    for piece, name in zip(pieces, before, strict=True):
        if counts[name] > 1 and name:
            match = _NAMED.match(piece.text)
            assert match is not None, "the name was found in it"
            yield _Piece(piece.text[match.end() :], name.strip(), piece.at)
        else:
            yield piece


def _is_name(words: str) -> bool:
    parts = words.split()
    return 0 < len(parts) <= MOST_NAME_WORDS and all(not part[0].isalpha() or not part[0].islower() for part in parts)


def _joined(pieces: Iterator[_Piece]) -> Iterator[Cue]:
    """Yield what is said, pieces of one sentence put together while the same one speaks.

    A piece without a name stays by itself after one that has a name: somebody else may have said it.
    """
    held: Cue | None = None
    for piece in pieces:
        text, speaker, at = piece
        goes_on = held is not None and speaker == held.speaker and not held.text.endswith(_ENDS)
        if held is not None and goes_on and len(held.text) + len(text) < LONGEST:
            held = Cue(f"{held.text} {text}", held.speaker, held.at)
            continue
        if held is not None:
            yield held
        held = Cue(text, speaker, at)
    if held is not None:
        yield held


def _bare(line: str) -> str:
    return clean_line(html.unescape(_TAG.sub("", line)))
