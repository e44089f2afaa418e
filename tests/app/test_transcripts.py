"""`T` reads a transcript: what is marked becomes quotes with their time, and nothing else of it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import OpenSession, Sit
from tests.app.sample import BOARD
from tests.app.user import SMALL, USUAL, WIDE, Size, User
from tui.app.look.paint import Row
from tui.app.transcripts.transcript_screen import CueRows, TranscriptScreen
from tui.domain import operations
from tui.domain.records import Note
from tui.session import Session

TALK = """WEBVTT

00:01.000 --> 00:03.000
<v Somebody>What do you do on Mondays?

00:04.000 --> 00:06.000
<v P01>We export it [/] by hand.

00:07.000 --> 00:09.000
<v P01>Every week, all of it.

12:03.000 --> 12:09.000
<v Somebody>Thank you!
"""


@pytest.fixture
def talk(tmp_path: Path) -> str:
    path = tmp_path / "talk.vtt"
    path.write_text(TALK, encoding="utf-8")
    return str(path)


@pytest.fixture
def met(open_session: OpenSession, sample: object) -> Session:
    session = open_session()
    person = next(one for one in session.workspace.participants.values() if one.number == 1)
    for words in ("record_audio", "quote_pseudonymous"):
        session.run(operations.give_consent, person.uid, [words])
    card = next(iter(session.workspace.cards))
    session.run(operations.log_touchpoint, method="interview", people=[person.uid], cards=[card])
    return session


def quotes(user: User) -> list[Note]:
    notes = user.session.workspace.notes.values()
    return sorted((note for note in notes if note.heard_at is not None), key=lambda note: note.uid)


async def open_it(user: User, talk: str) -> None:
    await user.press("P", "/")
    await user.type("P01", "enter")
    await user.press("T")
    await user.type(talk, "enter")
    await user.until("0 quotes marked")


@pytest.mark.parametrize("size", [WIDE, USUAL, SMALL])
async def test_what_is_marked_becomes_a_quote_with_its_time(sit: Sit, met: Session, talk: str, size: Size) -> None:
    async with sit(board=BOARD, size=size, session=met) as user:
        await open_it(user, talk)
        assert size == SMALL or "12:03" in user.text
        await user.press("down", "space")
        (quote,) = quotes(user)
        assert (quote.text, quote.heard_at, quote.kind) == ("We export it [/] by hand.", 4, "quote")
        assert "1 quote marked" in user.text
        await user.press("space")
        assert "That is marked already." in user.text
        await user.press("u")
        assert not quotes(user)


async def test_several_lines_become_one_quote_that_speaks_for_it(sit: Sit, met: Session, talk: str) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_it(user, talk)
        await user.press("down", "v", "down", "+")
        (quote,) = quotes(user)
        assert (quote.text, quote.stance) == ("We export it [/] by hand. Every week, all of it.", "supports")
        assert quote.card == user.session.workspace.touchpoints[quote.touchpoint or ""].cards[0]


async def test_what_we_say_is_no_quote_of_theirs(sit: Sit, met: Session, talk: str) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_it(user, talk)
        await user.press("space")
        assert "Say first who speaks there" in user.text
        await user.press("v", "down", "space")
        assert "Several speak there" in user.text
        await user.press("v", "up", "w", "w", "space")
        assert "That is what we said ourselves." in user.text
        assert not quotes(user)


async def test_who_nobody_knows_is_a_number_while_names_are_hidden(sit: Sit, met: Session, talk: str) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_it(user, talk)
        assert "voice 1" in user.text
        assert "Somebody" not in user.text
        await user.press("esc", "*", "T", "enter")
        await user.until("Somebody")


async def test_a_quote_that_nobody_may_read_is_said_to_be_private(sit: Sit, met: Session, talk: str) -> None:
    person = next(one for one in met.workspace.participants.values() if one.number == 1)
    met.run(operations.withdraw_consent, person.uid, ["quote_pseudonymous"])
    async with sit(board=BOARD, session=met) as user:
        await open_it(user, talk)
        await user.press("down", "space")
        assert "Marked as a quote of P01, kept private: " in user.text


async def test_a_talk_of_hours_costs_no_more_a_key(sit: Sit, met: Session, tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("\n".join(f"P01: This is thing {number}." for number in range(20_000)), encoding="utf-8")
    async with sit(board=BOARD, session=met) as user:
        await open_it(user, str(path))
        assert isinstance(user.app.screen, TranscriptScreen)
        drawn: list[int] = []
        row = user.app.screen._row

        def counted(at: int) -> Row:
            drawn.append(at)
            return row(at)

        user.app.screen.listing.rows = CueRows(20_000, counted)
        await user.press("G", "k", "j", "space")
        assert len(drawn) < 400


async def test_only_where_it_is_is_kept_of_the_file(sit: Sit, met: Session, talk: str) -> None:
    async with sit(board=BOARD, session=met) as user:
        await open_it(user, talk)
        await user.press("esc")
        links = [link for met in user.session.workspace.touchpoints.values() for link in met.links]
        assert [(link.kind, link.ref) for link in links] == [("transcript", talk)]
        assert not any("Mondays" in note.text for note in user.session.workspace.notes.values())
        await user.press("T")
        assert Path(talk).name in user.text.replace("\n", "")


async def test_who_did_not_agree_to_be_recorded_has_no_transcript(sit: Sit, met: Session, talk: str) -> None:
    person = next(one for one in met.workspace.participants.values() if one.number == 1)
    met.run(operations.withdraw_consent, person.uid, ["record_audio"])
    async with sit(board=BOARD, session=met) as user:
        await user.press("P", "/")
        await user.type("P01", "enter")
        await user.press("T")
        await user.type(talk, "enter")
        await user.until("has not agreed to be recorded")
        await user.press("esc")
        await user.press("T")
        await user.type("/nowhere.vtt", "enter")
        await user.until("It cannot be read")
