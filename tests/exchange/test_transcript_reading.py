"""Transcripts as tools for meetings and for subtitles write them, and as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.domain.time.recordings import clock_words, parse_clock
from tui.exchange.transcript_reading import Cue, Transcript, read_transcript

ASKED, TOLD = Cue("What do you export?", "Ada Ito", 1), Cue("All of it, every week.", "Ben Roy", 63)


def read(text: str) -> tuple[Cue, ...]:
    return read_transcript(text.encode()).cues


@pytest.mark.parametrize(
    ("kind", "text", "cues"),
    [
        (
            "voices of WebVTT",
            "WEBVTT - talk\n\nSTYLE\n::cue { color: red }\n\nNOTE made by a tool\n\nc1\n"
            "00:01.000 --> 00:03.500 align:start\n<v Ada Ito>What do you export?</v>\n\n"
            "00:01:03.000 --> 00:01:05.000\n<v.loud Ben Roy>All of it,\nevery <i>week</i>.\n",
            (ASKED, TOLD),
        ),
        (
            "names before a colon",
            "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nAda Ito: What do you export?\n\n"
            "2\n00:01:03.000 --> 00:01:05.000\nBen Roy: All of it, every week.\n\n"
            "3\n00:01:06.000 --> 00:01:07.000\nBen Roy: By hand.\n\n"
            "4\n00:01:08.000 --> 00:01:09.000\nAda Ito: Why?\n",
            (ASKED, TOLD, Cue("By hand.", "Ben Roy", 66), Cue("Why?", "Ada Ito", 68)),
        ),
        (
            "SubRip with commas, Windows' line ends and a mark of bytes",
            "\ufeff1\r\n00:00:01,000 --> 00:00:03,000\r\n{\\an8}What do you\r\n\r\n"
            "2\r\n00:00:03,000 --> 00:00:04,000\r\nexport &amp; print?\r\n",
            (Cue("What do you export & print?", "", 1),),
        ),
        (
            "cues that nothing parts",
            "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:02,000 --> 00:00:03,000\nTwo.\n",
            (Cue("One.", "", 1), Cue("Two.", "", 2)),
        ),
        (
            "captions that roll",
            "WEBVTT\n\n00:01.000 --> 00:02.000\nwe do it\n\n00:02.000 --> 00:03.000\nwe do it\nby hand.\n\n"
            "00:03.000 --> 00:04.000\nby hand.\nEvery week.\n",
            (Cue("we do it by hand.", "", 1), Cue("Every week.", "", 3)),
        ),
        (
            "a piece without a name after one with a name",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v P01>we do it\n\n00:02.000 --> 00:03.000\nand would you pay?\n",
            (Cue("we do it", "P01", 1), Cue("and would you pay?", "", 2)),
        ),
        (
            "times before what is said",
            "[00:00:01] Ada Ito: What do you export?\n(1:03) Ben Roy: All of it, every week.\n"
            "00:01:06 Ben Roy: By hand.\n1:08 - Ada Ito: Why?\n",
            (ASKED, TOLD, Cue("By hand.", "Ben Roy", 66), Cue("Why?", "Ada Ito", 68)),
        ),
        (
            "a line with a name and a time before what is said",
            "Ada Ito  0:01\nWhat do you export?\n\nBen Roy  1:03\nAll of it, every week.\n",
            (ASKED, TOLD),
        ),
        (
            "names alone",
            "Interviewer: Where?\nP04: At home.\nInterviewer: When?\nP04: At night: at eleven.\n",
            (
                Cue("Where?", "Interviewer"),
                Cue("At home.", "P04"),
                Cue("When?", "Interviewer"),
                Cue("At night: at eleven.", "P04"),
            ),
        ),
        (
            "a colon that follows no name",
            "We saw two things: the list, and the mail.\nIt was late.\n",
            (Cue("We saw two things: the list, and the mail."), Cue("It was late.")),
        ),
        ("another encoding", "Zürich.", (Cue("Zürich."),)),
        ("words in other scripts", "話者：はい。\nそうです。", (Cue("話者：はい。"), Cue("そうです。"))),
    ],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_what_tools_write_is_read(kind: str, text: str, cues: tuple[Cue, ...]) -> None:
    data = text.encode("cp1252" if kind == "another encoding" else "utf-8")
    assert read_transcript(data).cues == cues


def test_what_was_assumed_is_told() -> None:
    assert "Western" in read_transcript("Zürich.".encode("cp1252")).remarks[0]
    assert read_transcript("\ufeffZürich.".encode("utf-16")).cues == (Cue("Zürich."),)


def test_who_speaks_and_how_long() -> None:
    transcript = Transcript((ASKED, TOLD, ASKED))
    assert transcript.speakers == ("Ada Ito", "Ben Roy")
    assert transcript.seconds == 63


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Nothing is said"),
        (b"WEBVTT\n\nNOTE nothing\n", "Nothing is said"),
        (b"\x00\x01PK" * 10, "no text"),
        (b"a" * 10_000_001, "more than 10 MB"),
        (b"\xff\xfea", "not whole"),
    ],
)
def test_what_is_no_transcript_is_told(data: bytes, why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        read_transcript(data)


def test_signs_that_steer_a_terminal_are_taken_out() -> None:
    (cue,) = read("\x1b]0;x\x07[/] [@click=app.quit] =1+1 \u202e漢字")
    assert cue.text == "[/] [@click=app.quit] =1+1 漢字"


@given(st.text(max_size=400))
def test_whatever_the_text_it_is_read_or_refused(text: str) -> None:
    try:
        cues = read(text)
    except NotAllowed:
        return
    assert all(cue.text == clean_line(cue.text) != "" for cue in cues)
    assert all(cue.at is None or cue.at >= 0 for cue in cues)


@pytest.mark.parametrize(("seconds", "words"), [(0, "0:00"), (723, "12:03"), (3765, "1:02:45"), (None, "")])
def test_times_of_a_recording(seconds: int | None, words: str) -> None:
    assert clock_words(seconds) == words
    assert seconds is None or parse_clock(words) == seconds


def test_what_is_no_time_is_told() -> None:
    with pytest.raises(NotAllowed, match="no time of a recording"):
        parse_clock("12")
