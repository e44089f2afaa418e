"""What erasing somebody is about to do, and what it did: in lines, and as data for scripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.letter import CLIPBOARD, letter
from tui.domain.privacy.erasing.together import SharedText, Spelling
from tui.domain.records import Export
from tui.domain.text import plural
from tui.service.board_shapes import fields_of
from tui.session.beside import Beside
from tui.session.erasing import Forgotten, Look, Reach

MOST_LINES = 10
BESIDE_WORDS = {
    "copy": "Not removed: {name}, a copy beside the files, tells of them; --beside remove removes such copies.",
    "own": "Not changed: {name}{lines} tells of them; that file is yours.",
    "elsewhere": "Not looked into: {name}, {why}.",
    "unread": "Not looked into: {name}: {why}.",
}
SAID_WORDS = {"delete": "removed", "strip": "kept without the name, but for quotes they did not allow"}
SHARED_WORDS = {
    "remove": "removed; who was met, how and when stays with the others",
    "unnamed": "kept without anybody, as no evidence, but for quotes they did not allow",
    "keep": "kept with the others, but for quotes they did not allow",
}


def look_lines(look: Look, *, with_copies: bool = False) -> Iterator[str]:
    """Yield what erasing would reach and what is worth a look before, for who is asked to confirm it."""
    reach, erasure = look.reach, look.reach.erasure
    notes, met = erasure.notes_gone + erasure.notes_left, erasure.touchpoints_gone + erasure.touchpoints_left
    yield f"{erasure.pid}: {'name and addresses' if erasure.has_name else 'no name is kept here'}, " + ", ".join(
        (
            f"{plural(notes, 'note')} of theirs alone ({SAID_WORDS[erasure.choices.said]})",
            f"{plural(erasure.shared_notes_gone + erasure.shared_notes_left, 'note')} with others",
            f"{plural(met, 'touchpoint')} with them alone, {erasure.shared_touchpoints} with others",
            f"{plural(erasure.consents, 'word')} about consent",
            f"links to {plural(erasure.cards, 'card')}",
        )
    )
    for pid in erasure.wards:
        yield f"{pid} has nobody left who decides for them: name another guardian, or nothing more is kept of them."
    yield from shared_lines(look.shared, erasure.choices.shared)
    yield from detail_lines(look.details)
    if reach.backups:
        yield f"{plural(reach.backups, 'backup goes', 'backups go')} too: the person is in there."
    if reach.snapshots:
        yield f"Snapshots that go: {_names(reach)}."
    copies = [file.name for file in reach.beside if with_copies and file.standing == "copy"]
    if copies:
        yield f"Copies beside the files that go: {', '.join(copies)}."
    yield from left_lines(reach, without=copies)
    yield from spelling_lines(look.spellings)


def shared_lines(shared: Sequence[SharedText], choice: str) -> Iterator[str]:
    """Yield every text that is shared with others: it may be edited first, and else becomes what was chosen."""
    if not shared:
        return
    yield f"Said or done together with others ({SHARED_WORDS[choice]}; --shared says otherwise):"
    for passage in shared:
        text = " ".join(passage.text.split())
        yield f"  {passage.where}, with {', '.join(passage.others)} ({passage.kind} {passage.uid[-6:]}): {text}"
    yield "custdev note edit and custdev touchpoint edit change these while it can be known whose they are."


def detail_lines(details: Sequence[Spelling]) -> Iterator[str]:
    """Yield what may tell who it was in texts that stay."""
    if details:
        passages = _some([f'{detail.where} "{detail.text}" ({detail.why})' for detail in details])
        yield f"Worth a look, as it may tell who it was: {passages}. They stay as they are; more may be there."


def spelling_lines(spellings: Sequence[Spelling]) -> Iterator[str]:
    """Yield what may be the person and stays, so that somebody edits it while it can be known."""
    if spellings:
        passages = _some([f'{spelling.where} "{spelling.text}"' for spelling in spellings])
        yield f"Other spellings that may be them: {passages}. They stay as they are, unless you edit them."


def done_lines(reach: Reach, privacy: Privacy) -> Iterator[str]:
    """Yield what was done, what is left, and below that the letter, for who did it."""
    erasure = reach.erasure
    left = erasure.notes_left + erasure.touchpoints_left + erasure.shared_notes_left + erasure.shared_touchpoints
    stays = plural(left, "that stays", "that stay")
    what = f"all records but {stays} without them" if left else "all records"
    yield f"Erased {erasure.pid}: {what}, {plural(reach.backups, 'backup')} and every undo step."
    if reach.snapshots:
        yield f"Removed {_names(reach)} from snapshots/."
    for copy in reach.removed:
        yield f"Removed {copy.name}, a copy beside the files."
    yield from left_lines(reach)
    yield from spelling_lines(reach.spellings)
    yield from ("", *letter(erasure, reach.remains, privacy))


def left_lines(reach: Reach, without: Sequence[str] = ()) -> Iterator[str]:
    """Yield the copies that cannot be reached from here; those beside that are named so go."""
    for export in reach.exports:
        if export.path == CLIPBOARD:
            yield f"Not reached: copied to the clipboard on {export.at.date()} for {export.profile}."
        else:
            yield f"Not reached: {export.path}, exported {export.at.date()} as {export.profile}."
    for place in reach.linked:
        yield f"Not reached: {place}, which a record of a conversation or of a consent of theirs led to."
    for file in reach.beside:
        if file.name not in without:
            yield BESIDE_WORDS[file.standing].format(name=file.name, lines=lines_of(file), why=file.why)
    for name, why in reach.stuck.items():
        yield f"Not removed: {name}: {why}."
    if reach.versioned:
        yield "Not reached: version control keeps what was committed; rewrite its history, and ask for clones."
    yield "What was printed, or pasted elsewhere, is not remembered."


def _some(parts: Sequence[str]) -> str:
    """Return as many of some parts as one can take in."""
    more = len(parts) - MOST_LINES
    return "; ".join(parts[:MOST_LINES]) + (f"; and {more} more, which --json lists" if more > 0 else "")


def _names(reach: Reach) -> str:
    return ", ".join(path.name for path in reach.snapshots)


def look_shape(look: Look) -> dict[str, Any]:
    """Return what is to be looked at, for scripts."""
    return {
        "shared": [text.row() for text in look.shared],
        "details": [detail.row() for detail in look.details],
        "leftovers": [spelling.row() for spelling in look.spellings],
    }


def reach_shape(reach: Reach, privacy: Privacy) -> dict[str, Any]:
    """Return what happened, for scripts; `answer` is the letter."""
    erasure = reach.erasure
    return {
        "id": erasure.pid,
        "erased_at": erasure.at,
        **fields_of(erasure.choices, "said", "shared"),
        "notes": erasure.notes_gone + erasure.notes_left,
        "notes_removed": erasure.notes_gone,
        "quotes_removed": erasure.quotes_gone,
        "shared_notes": erasure.shared_notes_gone + erasure.shared_notes_left,
        "shared_notes_removed": erasure.shared_notes_gone,
        "touchpoints": erasure.touchpoints_gone + erasure.touchpoints_left,
        "touchpoints_removed": erasure.touchpoints_gone,
        **fields_of(erasure, "shared_touchpoints", "consents", "wards"),
        "backups": reach.backups,
        "snapshots": [path.name for path in reach.snapshots],
        "exports": export_shapes(reach.exports),
        "linked": reach.linked,
        "beside": {
            "removed": [copy.name for copy in reach.removed],
            "left": [file.name for file in reach.beside if file.standing == "copy"],
        },
        "own_files": [f"{file.name}{lines_of(file)}" for file in reach.beside if file.standing == "own"],
        "not_looked_into": [
            {"path": file.name, "why": file.why} for file in reach.beside if file.standing in ("elsewhere", "unread")
        ],
        "not_removed": [{"path": name, "why": why} for name, why in reach.stuck.items()],
        "versioned": reach.versioned,
        "leftovers": [spelling.row() for spelling in reach.spellings],
        "answer": "\n".join(letter(erasure, reach.remains, privacy)),
    }


def forgotten_shape(pid: str, done: Forgotten) -> dict[str, Any]:
    """Return what was deleted of what was noted about somebody, for scripts."""
    counts = fields_of(done, "notes", "touchpoints", "invitations", "incentives")
    return {"id": pid} | counts | {"exports": export_shapes(done.exports)}


def export_shapes(exports: Iterable[Export]) -> list[dict[str, Any]]:
    """Return the copies that were given out before and cannot be reached from here."""
    return [fields_of(export, "path", "at", "profile") for export in exports]


def lines_of(file: Beside) -> str:
    """Return ` line 2, 5` for the lines of a file, as many as one can take in."""
    if not file.lines:
        return ""
    more = len(file.lines) - MOST_LINES
    shown = ", ".join(map(str, file.lines[:MOST_LINES]))
    return f" line {shown}" + (f" and {more} more" if more > 0 else "")
