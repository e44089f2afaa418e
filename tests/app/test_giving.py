"""Giving out from the application: one looks at the very bytes, and nothing leaves before that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from textual import events

from tests.app.conftest import Editor, OpenSession, Sit
from tests.app.sample import BOARD, NAMES
from tests.app.test_goldens import GOLDENS, compare
from tests.app.user import PATIENCE, QUIET, SMALL, USUAL, WIDE, Size, User
from tui.app import editor
from tui.app.giving.dialog import GiveScreen
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.privacy.sheet import Possible
from tui.domain.records import Export
from tui.exchange import clipboard
from tui.exchange.formats import Format, format_named, formats_for
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Parcel
from tui.session import giving

SIZES = (WIDE, USUAL, SMALL)
STAKEHOLDERS = "CD-2026-11-23-stakeholders.md"
HOSTILE = ("[/] y", "[@click=app.quit]x[/]", "\x1b]0;gone\x07x", "漢" * 300, "👩‍👩‍👧‍👦 1️⃣ ⚠️ ❤️", "a\tb", "=1+1", "`*_#")


@pytest.fixture(autouse=True)
def no_tool(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have no tool for the clipboard; what it would be given is kept."""
    offered: list[str] = []

    def refuse(text: str) -> bool:
        offered.append(text)
        return False

    monkeypatch.setattr(clipboard, "copy_text", refuse)
    return offered


def dialog(user: User) -> GiveScreen:
    assert isinstance(user.app.screen, GiveScreen)
    return user.app.screen


def shown(user: User) -> str:
    """What the preview stands for."""
    proof = dialog(user).proof
    assert proof is not None
    assert proof.written is not None
    return proof.written.text


def exports(user: User) -> list[Export]:
    return list(user.session.workspace.exports.values())


def files(folder: Path) -> list[Path]:
    return sorted((folder / "snapshots").iterdir()) if (folder / "snapshots").exists() else []


async def typed_ahead(user: User, *keys: str) -> None:
    """Press keys before anything is done about the first of them."""
    for key in keys:
        user.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await user.settle()


def planted(user: User) -> None:
    """Put the names of customers into whatever people type."""
    session, card = user.session, user.card(4)
    uid = next(iter(session.workspace.participants))
    session.run(operations.edit_card, card.uid, title=f"Ring {NAMES[0]}", description=f"{NAMES[1]} knows {NAMES[0]}")
    session.run(operations.add_note, f"{NAMES[2]} told {NAMES[0]} so", card=card.uid, kind="pain", people=[uid])


def parts_of_names() -> Iterator[str]:
    for name in NAMES:
        yield from (part for part in re.split(r"[\s-]+", name) if len(part) > 4)


@pytest.mark.parametrize("size", SIZES)
async def test_the_dialog_looks_as_it_did(
    sit: Sit, sample: object, size: Size, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Path("/home/ana/research/snapshots")
    monkeypatch.setattr(giving, "place_of", lambda session, written: (home / written.name, False))
    async with sit(board=BOARD, size=size) as user:
        await user.press("w")
        compare(user.text + "\n", GOLDENS / f"give_{size[0]}x{size[1]}.txt")


@pytest.mark.parametrize("size", SIZES)
async def test_nothing_is_on_disk_before_enter_and_the_file_is_the_preview(
    sit: Sit, sample: object, folder: Path, size: Size
) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("w")
        preview = shown(user)
        assert preview.splitlines()[0] in user.text.replace("\n", " ") or "# Customer Development" in user.text
        assert files(folder) == []
        assert exports(user) == []
        await user.press("enter")
        (written,) = files(folder)
        assert written.name == STAKEHOLDERS
        assert written.read_bytes() == preview.encode()
        assert written.stat().st_mode & 0o777 == 0o600
        (export,) = exports(user)
        assert (export.path, export.profile, export.format) == (str(written.absolute()), "stakeholders", "md")
        assert export.sha256 == sha256(written.read_bytes()).hexdigest()
        assert export.people
        assert user.message.startswith("Wrote ")


async def test_the_message_says_where_and_what_the_check_found(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD, size=(200, 45)) as user:
        await user.press("w", "enter")
        path = (folder / "snapshots" / STAKEHOLDERS).absolute()
        assert user.message == f"Wrote {path}, leak check clean   o open"


async def test_it_says_where_names_cannot_be_looked_for(sit: Sit, sample: Path, folder: Path) -> None:
    (sample / "people.json").unlink()
    async with sit(board=BOARD, size=(200, 45)) as user:
        await user.press("w")
        assert "names cannot be checked here" in user.text
        await user.press("enter")
        assert "names cannot be checked here" in user.message
        assert "check clean" not in user.message


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["escape", "q", "ctrl+c"])
async def test_leaving_writes_nothing(sit: Sit, sample: object, folder: Path, size: Size, key: str) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("w", "l", "tab", key)
        assert not isinstance(user.app.screen, GiveScreen)
        assert (files(folder), exports(user)) == ([], [])


@pytest.mark.parametrize("size", SIZES)
async def test_every_field_changes_the_preview(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("w")
        texts, rows = {shown(user)}, {user.text}
        for keys in (
            ("k", "l"),  # the format
            ("l",),
            ("l",),
            ("j", "h"),  # the reader
            ("l", "l"),
            ("j", "space"),  # people
            ("l", "space"),
            ("l", "space"),
            ("l", "space"),
        ):
            await user.press(*keys)
            assert shown(user) not in texts, keys
            assert user.text not in rows, keys
            texts.add(shown(user))
            rows.add(user.text)


async def test_plain_notes_and_what_is_archived_come_along_only_by_hand(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        user.session.run(operations.add_note, "a plain word", card=user.card(4).uid)
        user.session.run(operations.archive_card, user.card(6).uid)
        await user.press("w")
        assert "a plain word" not in shown(user)
        await user.press("tab", "l", "l", "l", "l", "space")
        assert "a plain word" in shown(user)
        before = shown(user)
        await user.press("l", "space")
        assert shown(user) != before


@pytest.mark.parametrize(
    ("turns", "sign", "said"),
    [
        (("h",), "□", "Plain notes never go along for anyone."),
        ((), "□", ""),
        (("l",), "✓", "Plain notes always go along for our team."),
        (("l", "l"), "✓", "Plain notes always go along for readers of names."),
    ],
)
async def test_what_the_reader_decides_is_ticked_as_it_is(
    sit: Sit, sample: object, turns: tuple[str, ...], sign: str, said: str
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", *turns)
        assert f"{sign} plain notes" in user.text
        await user.press("tab", "l", "l", "l", "l", "space")
        assert (said or "✓ plain notes") in user.text


@pytest.mark.parametrize("size", SIZES)
async def test_there_is_one_focus_mark_and_each_field_can_be_reached(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("w")
        fields = []
        for _ in range(5):
            assert user.marks == 1
            fields.append(user.marked.split("  ")[0])
            await user.press("tab")
        assert fields == ["reader", "include", "goes to", "what", "format"]
        await user.press("shift+tab", "up", "k", "k")
        assert user.marked.startswith("include")


async def test_the_same_bytes_are_one_file_and_others_overwrite_none(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "enter")
        await user.press("w")
        assert "there already, with the very same bytes" in user.text
        await user.press("enter")
        assert len(files(folder)) == len(exports(user)) == 1
        first = files(folder)[0].read_bytes()
        await user.press("d", "w")
        assert "CD-2026-11-23-stakeholders-2.md" in user.text
        await user.press("enter")
        assert files(folder)[1].read_bytes() == first or files(folder)[0].read_bytes() == first
        assert len(files(folder)) == len(exports(user)) == 2


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("reader", [0, 1, 2])
async def test_no_name_is_in_any_row_whoever_reads_it(sit: Sit, sample: object, size: Size, reader: int) -> None:
    async with sit(board=BOARD, size=size) as user:
        planted(user)
        await user.press("w", "h", *["l"] * reader)
        for field in range(4):
            await user.press("G", "space", "space", "g", "tab")
            for part in parts_of_names():
                assert part not in user.text, (field, part)
        assert not any(part in shown(user) for part in parts_of_names())


async def test_names_take_the_word_and_are_hidden_on_the_screen(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        planted(user)
        user.session.run(operations.give_consent, next(iter(user.session.workspace.participants)), "share_outside")
        await user.press("w", "l", "l", "enter")
        assert "type names" in user.text
        assert (files(folder), exports(user)) == ([], [])
        assert not any(part in user.text for part in parts_of_names())
        await user.press(*"nan", "enter")
        assert files(folder) == []
        await user.press(*"names", "enter")
        (written,) = files(folder)
        assert written.name == "CD-2026-11-23-identified.md"
        assert exports(user)[0].profile == "identified"


async def test_the_word_is_forgotten_with_the_reader(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "l", "l", *"names", "h", "l", "enter")
        assert files(folder) == []
        assert "type names" in user.text


async def test_asterisk_shows_the_very_bytes_of_what_has_names(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        uid = next(iter(user.session.workspace.participants))
        user.session.run(operations.edit_card, user.card(4).uid, people=[uid])
        user.session.run(operations.give_consent, uid, ["share-inside", "share-outside"])
        await user.press("w", "l", "l", "k", "l", "l", "l", "l")
        assert NAMES[0] in shown(user)
        await user.press("G")
        assert NAMES[0] not in user.text
        await user.press("asterisk", "G")
        assert "names are hidden" not in user.text


class TestLeftovers:
    """Words that may still tell who somebody is: numbered, marked, jumped to."""

    FOUND = (
        Possible("saga", "CD-3, learned", "a word, and the given name of P07"),
        Possible("brandt-march", "CD-8, in a link", "family name of P06 in a file name"),
        Possible("nowhere", "CD-9, note", "is not in this text"),
    )

    @pytest.fixture(autouse=True)
    def _found(self, monkeypatch: pytest.MonkeyPatch) -> None:
        board = Leaving.board

        def with_leftovers(self: Leaving, *arguments: Any) -> Parcel:
            parcel = board(self, *arguments)
            return replace(parcel, sheet=replace(parcel.sheet, leftovers=TestLeftovers.FOUND))

        monkeypatch.setattr(Leaving, "board", with_leftovers)

    @pytest.mark.parametrize("size", SIZES)
    async def test_they_are_numbered_marked_and_jumped_to(self, sit: Sit, sample: object, size: Size) -> None:
        async with sit(board=BOARD, size=size) as user:
            session = user.session
            session.run(operations.edit_card, user.card(3).uid, title="The invoice saga goes on")
            session.run(operations.edit_card, user.card(8).uid, title="See brandt-march.pdf")
            await user.press("w")
            assert "1 saga" in user.text or "1  saga" in user.text
            await user.press("G", "1")
            assert "The invoice saga" in user.text
            style = next(s for row in user.strips for text, s in row if text == "saga" and s.underline)
            assert style.bold
            await user.press("2")
            assert any(text.startswith("brandt") and s.underline for row in user.strips for text, s in row)
            await user.press("3")
            assert "not in this format" in " ".join(user.text.split())

    async def test_who_is_quicker_than_the_preview_looks_at_them_first(
        self, sit: Sit, sample: object, folder: Path
    ) -> None:
        async with sit(board=BOARD) as user:
            await typed_ahead(user, "w", "enter")
            assert "3 words are to look at first" in " ".join(user.text.split())
            assert files(folder) == []
            await user.press("enter")
            assert len(files(folder)) == 1


async def test_the_clipboard_is_said_to_have_it_only_where_a_tool_took_it(
    sit: Sit, sample: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "j", "j", "l")
        text = shown(user)
        await user.press("enter")
        assert user.message == (
            "Sent Customer Development as Markdown for stakeholders to the terminal; if nothing is there,"
            "   w writes a file"
        )
        assert user.app.clipboard == text
        monkeypatch.setattr(clipboard, "copy_text", lambda text: True)
        await user.press("w", "j", "j", "l", "enter")
        assert user.message == "Copied Customer Development as Markdown for stakeholders"
        assert files(folder) == []
        (export,) = exports(user)
        assert export.path == giving.CLIPBOARD


async def test_standard_output_is_printed_when_the_app_is_left_and_not_remembered(
    sit: Sit, sample: object, folder: Path
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "j", "j", "l", "l")
        assert "standard output, when custdev is left" in user.text
        text = shown(user)
        await user.press("enter")
        assert user.message == (
            "Customer Development as Markdown for stakeholders is printed when custdev is left, and not remembered"
        )
        assert user.app.to_print == [text]
        assert (files(folder), exports(user)) == ([], [])


async def test_copying_copies_the_card_then_its_column_then_the_board(
    sit: Sit, sample: object, no_tool: list[str]
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("l", "j", "y")
        assert user.message.startswith("Sent CD-3 as Markdown for stakeholders to the terminal")
        await user.press("y")
        assert user.message.startswith("Sent DOING with 4 cards as Markdown for stakeholders")
        await user.press("y")
        assert user.message.startswith("Sent Customer Development as Markdown for stakeholders")
        await user.press("k", "y")
        assert "CD-3" not in user.message
        assert "with" not in user.message.split(" as ")[0]
        card, column, board, again = (len(text.splitlines()) for text in no_tool)
        assert card < column < board > again
        assert all(export.path == giving.CLIPBOARD for export in exports(user))
        assert len(exports(user)) == 4


async def test_chosen_cards_are_copied_together_by_their_columns(sit: Sit, sample: object, no_tool: list[str]) -> None:
    async with sit(board=BOARD) as user:
        await user.press("space", "j", "space", "l", "space", "y")
        assert user.message.startswith("Sent 3 cards as Markdown for stakeholders to the terminal")
        (text,) = no_tool
        todo, doing = (user.column(name) for name in ("todo", "doing"))
        numbers = [int(number) for number in re.findall(r"CD-([0-9]+)", text)]
        assert numbers == [*todo[:2], doing[0]]
        assert text.index("## TODO") < text.index("## DOING")
        assert "DONE" not in text
        await user.press("y")
        assert user.message.startswith("Sent 3 cards")
        assert no_tool == [text, text]


async def test_copying_says_no_name_and_passes_the_leak_check(sit: Sit, sample: object, no_tool: list[str]) -> None:
    async with sit(board=BOARD) as user:
        planted(user)
        await user.press("g", "y", "y", "y")
        assert no_tool
        assert not any(part in text for part in parts_of_names() for text in no_tool)


async def test_nothing_starts_a_board_by_being_copied_or_written(sit: Sit, sample: object, folder: Path) -> None:
    draft = "customer-experience-experiment"
    async with sit(board=draft) as user:
        before = set(user.session.workspace.experiments)
        await user.press("y", "w", "enter")
        assert len(files(folder)) == 1
        assert len(exports(user)) == 2
        assert set(user.session.workspace.experiments) == before
        assert user.session.current(draft) is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_was_typed_is_only_text(sit: Sit, sample: object, size: Size, text: str) -> None:
    async with sit(board=BOARD, size=size) as user:
        session = user.session
        experiment = session.current(BOARD)
        assert experiment is not None
        session.run(operations.add_card, experiment.uid, f"Title {text}", column="todo")
        session.run(operations.add_note, f"Said {text}", card=user.card(4).uid, kind="pain")
        await user.press("w", "k")
        for _ in dialog(user).offer.forms:
            assert "\x1b" not in user.text
            assert all(cell_len(row) == size[0] for row in user.grid)
            await user.press("pagedown", "pagedown", "G", "g", "l")
        assert isinstance(user.app.screen, GiveScreen)


async def test_a_disk_that_says_no_is_told_and_the_dialog_stays(
    sit: Sit, sample: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object, **options: object) -> Path:
        raise OSError(28, "No space left on device")

    async with sit(board=BOARD) as user:
        monkeypatch.setattr(giving, "to_file", full)
        await user.press("w", "enter")
        assert "Could not write it. No space left on device. The board itself is safe." in user.text
        assert isinstance(user.app.screen, GiveScreen)
        assert exports(user) == []
        monkeypatch.undo()
        await user.press("enter")
        assert len(files(folder)) == 1


async def test_what_would_name_somebody_stays_here(
    sit: Sit, sample: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = "Written as Markdown, line 12 would name somebody (J*** D**). Nothing was written."

    def leaks(*arguments: object) -> None:
        raise NotAllowed(refusal)

    monkeypatch.setattr(giving, "check", leaks)
    async with sit(board=BOARD) as user:
        await user.press("w")
        assert "line 12 would name somebody (J*** D**)" in " ".join(user.text.split())
        assert "✓ clean" not in user.text
        await user.press("enter")
        assert isinstance(user.app.screen, GiveScreen)
        assert (files(folder), exports(user)) == ([], [])


async def test_what_another_window_changed_meanwhile_is_shown_before_it_leaves(
    sit: Sit, sample: object, folder: Path, open_session: OpenSession
) -> None:
    other = open_session("ben")
    async with sit(board=BOARD) as user:
        await user.press("w")
        other.save(operations.edit_card, user.card(4).uid, title="Renamed meanwhile")
        await user.arrived(other)
        await user.press("enter")
        assert "Something was changed just now" in user.text
        assert "Renamed meanwhile" in shown(user)
        assert files(folder) == []
        await user.press("enter")
        assert "Renamed meanwhile" in files(folder)[0].read_text(encoding="utf-8")


async def test_keys_pressed_quickly_make_only_what_was_chosen_last(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "k")
        await typed_ahead(user, *"lllhhhl")
        screen = dialog(user)
        assert screen.proof is not None
        assert screen.proof.written is not None
        assert screen.proof.written.form == screen.choice.form == "slack"


async def test_o_opens_what_was_written_and_is_the_owner_again_afterwards(
    sit: Sit, sample: object, editor: Editor, folder: Path
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "enter")
        await user.press("o")
        assert editor.found["text"].startswith("# Customer Development")
        await user.press("o")
        assert "owner of" in user.text


@pytest.mark.parametrize(("tools", "said"), [((), "Nothing here opens"), (("xdg-open",), "")])
async def test_a_page_is_opened_by_the_desktop(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, tools: tuple[str, ...], said: str
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(editor, "_OPENERS", (("xdg-open",),))
    monkeypatch.setattr(editor, "shutil", SimpleNamespace(which=lambda tool: tool if tool in tools else None))

    def opens(command: list[str]) -> bool:
        opened.append(command[-1])
        return True

    monkeypatch.setattr(editor, "_opened", opens)
    async with sit(board=BOARD) as user:
        await user.press("w", "k", "l", "l")
        await user.press("enter")
        await user.press("o")
        assert user.message.startswith(said)
        assert [path.endswith(".html") for path in opened] == [True] * len(tools)


async def test_the_flow_begins_as_csv_and_can_be_all_else(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await user.press("f", "x")
        assert shown(user).removeprefix("\ufeff").startswith('"ID","Title",')
        await user.press("k")
        for _ in formats_for("flow"):
            if not shown(user).startswith("# "):
                await user.press("h")
        assert shown(user).startswith("# ")
        await user.press("enter")
        assert files(folder)[0].name == "CD-flow-2026-11-23-stakeholders.md"


async def test_all_that_was_done_is_read_in_full_where_there_is_little_room(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD, size=USUAL) as user:
        await user.press("w", "space")
        assert "WHO WILL READ IT" in user.text
        await user.press("pagedown", "G")
        assert "readable only by you" in user.text
        await user.press("space")
        assert "PREVIEW" in user.text


async def test_the_standup_shows_the_very_bytes_of_each_format_and_reader(
    sit: Sit, sample: object, folder: Path
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("S", "G")
        seen = {user.text}
        for key in ("h", "tab", "tab", "l", "l"):
            await user.press(key)
            assert user.text not in seen
            seen.add(user.text)
        proof = user.app.screen.report.proof  # type: ignore[attr-defined]
        assert files(folder) == []
        await user.press("w")
        (written,) = files(folder)
        assert written.read_text(encoding="utf-8") == proof.written.text
        assert exports(user)[0].profile == "team"
        assert "WRITTEN TO" in user.text


async def test_in_the_standup_nobody_is_named_whoever_reads_it(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        planted(user)
        await user.press("S", "G", "h")
        for key in ("l", "l", "l", "tab", "tab"):
            await user.press(key)
            assert "with names" not in user.text
            assert not any(part in user.text for part in parts_of_names())


@pytest.mark.parametrize("size", [USUAL, SMALL])
async def test_in_a_low_standup_one_goes_on_to_what_was_done(sit: Sit, sample: object, size: Size) -> None:
    async with sit(board=BOARD, size=size) as user:
        await user.press("S", "G")
        assert "WRITES TO" in user.text
        for _ in range(100):
            await user.press("space")
            if "WHO WILL READ IT" in user.text:
                return
        raise AssertionError(user.text)


async def test_what_could_not_be_remembered_is_said(
    sit: Sit, sample: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*arguments: object, **options: object) -> None:
        raise NotAllowed("The workspace is only read.")

    async with sit(board=BOARD, size=(200, 45)) as user:
        monkeypatch.setattr(user.session, "run", refuses)
        await user.press("w", "enter")
        assert len(files(folder)) == 1
        assert "It is not remembered: The workspace is only read." in user.message


async def test_a_format_that_is_not_for_this_reader_says_so(
    sit: Sit, sample: object, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = format_named

    def only_with_names(name: str) -> Format:
        return replace(named(name), profiles=("identified",)) if name == "csv" else named(name)

    monkeypatch.setattr("tui.session.giving.format_named", only_with_names)
    async with sit(board=BOARD) as user:
        await user.press("w", "k", *["l"] * len(dialog_forms()))
        assert "CSV is only for the profile identified, with names. Nothing was written." in " ".join(user.text.split())
        await user.press("enter")
        assert (files(folder), exports(user)) == ([], [])
        await user.press("h")
        assert "the very bytes" in user.text


def dialog_forms() -> tuple[str, ...]:
    """The formats up to CSV, which is turned to from the first of them."""
    names = [form.name for form in formats_for("board")]
    return tuple(names[1 : names.index("csv") + 1])


async def test_what_is_chosen_survives_every_size(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "h", "tab", "l", "space", "G")
        text = shown(user)
        for size in (SMALL, (36, 10), USUAL, (139, 30), WIDE):
            await user.resize(size)
            assert user.marks == 1
            assert user.marked.startswith("include")
            assert shown(user) == text
            assert all(cell_len(row) == size[0] for row in user.grid)


async def test_who_leaves_before_it_was_put_together_leaves_nothing(sit: Sit, sample: object, folder: Path) -> None:
    async with sit(board=BOARD) as user:
        await typed_ahead(user, "w", "escape")
        for _ in range(3):
            await typed_ahead(user, "w", "enter", "escape")
            assert len(files(folder)) == len(exports(user)) <= 1
            assert not isinstance(user.app.screen, GiveScreen)


@pytest.mark.parametrize("keys", [("y", "0"), ("y", "P"), ("S", "G", "y", "0"), ("S", "G", "w", "P")])
async def test_who_goes_elsewhere_at_once_has_what_left_remembered(
    sit: Sit, sample: object, folder: Path, keys: tuple[str, ...]
) -> None:
    async with sit(board=BOARD) as user:
        await user.press(*keys[:-2])
        await typed_ahead(user, *keys[-2:])
        # The thread of a screen that is gone is no longer waited for, and goes on.
        for _ in range(PATIENCE):
            left = len(files(folder)) + bool(user.app.clipboard)
            if left == len(exports(user)):
                break
            await user.pilot.pause(QUIET)
        assert left == len(exports(user)) <= 1


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_learned_and_measured_and_a_digest_are_given_out_in_place_of_the_board(
    sit: Sit, sample: object, open_session: OpenSession, size: Size
) -> None:
    session = open_session()
    quote = next(note for note in session.workspace.notes.values() if note.kind == "quote")
    experiment = session.current(BOARD)
    assert experiment is not None
    session.save(operations.add_insight, "Nobody waits twice", notes=[quote.uid])
    session.save(operations.measure, experiment.uid, "csat", ["7", "9"])
    async with sit(board=BOARD, size=size, session=session) as user:
        await user.press("w", "shift+tab", "shift+tab")
        for what in ("insights", "metrics", "digest"):
            await user.press("l")
            assert user.app.screen.offer.what == what  # type: ignore[attr-defined]
            assert user.marked.startswith("what")
        await user.press("tab", "l", "shift+tab", "h", "h", "h", "l")
        await user.press("enter")
        (written,) = session.workspace.exports.values()
        text = Path(written.path).read_text(encoding="utf-8")
        assert "-insights-" in written.path
        assert "Nobody waits twice" in text


async def test_a_format_that_cannot_hold_it_gives_way(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("w", "shift+tab")
        while user.app.screen.choice.form != "yaml":  # type: ignore[attr-defined]
            await user.press("l")
        await user.press("shift+tab", "l")
        assert user.app.screen.choice.form == "md"  # type: ignore[attr-defined]
