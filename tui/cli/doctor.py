"""`custdev doctor`: whether files, records and history are as they should be, and mending what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from tui.cli.desk import Desk
from tui.cli.options import json_flag
from tui.cli.output import emit, say
from tui.domain.errors import StoreError
from tui.domain.phrases import plural

if TYPE_CHECKING:
    from tui.session import Session

FOUND_PROBLEMS = 3
SHOWN = 20
PARTS = ("files", "records", "history")


class Diagnosis:
    """What was found, what was mended, and how much was looked at."""

    def __init__(self) -> None:
        self.found: list[dict[str, object]] = []
        self.repaired: list[str] = []
        self.checked = ""

    @property
    def problems(self) -> list[dict[str, object]]:
        """Everything that is a fault, not only worth knowing."""
        return [each for each in self.found if not each["note"]]

    def add(self, part: str, kind: str, name: str, sentence: str, *, fixable: bool, note: bool = False) -> None:
        """Add a finding."""
        found = {"part": part, "kind": kind, "name": name, "sentence": sentence, "fixable": fixable, "note": note}
        self.found.append(found)


@click.command(epilog="Example: custdev doctor --repair")
@click.option("--repair", is_flag=True, help="Mend what can be mended safely, after a backup.")
@json_flag
@click.pass_context
def doctor(ctx: click.Context, repair: bool, as_json: bool) -> None:
    """Check files, permissions, references, numbers and history; exit 3 if anything is wrong.

    Nothing is written without --repair. Repairs of records are events like any other.
    """
    desk: Desk = ctx.obj
    repaired = _mend(desk) if repair else []
    diagnosis = _diagnose(desk)
    diagnosis.repaired = repaired
    if as_json:
        ok = not diagnosis.problems
        emit({"ok": ok, "findings": diagnosis.found, "repaired": repaired})
    else:
        say("\n".join(_words(diagnosis)))
    ctx.exit(FOUND_PROBLEMS if diagnosis.problems else 0)


def _diagnose(desk: Desk) -> Diagnosis:
    from tui.session import Session  # as every command, only when it runs
    from tui.session.checkup import check_files, findings

    diagnosis = Diagnosis()
    for each in check_files(desk.folder):
        diagnosis.add("files", "file", each.path, each.sentence, fixable=each.fixable, note=each.note)
    try:
        session = Session.open(desk.folder)
    except StoreError as error:
        diagnosis.add("files", error.kind, "", str(error), fixable=False)
        return diagnosis
    try:
        for words in session.problems:
            diagnosis.add("files", "recovery", "", words, fixable=session.refusal is None)
        for found in findings(session):
            part = "history" if found.kind in {"history", "future"} else "records"
            diagnosis.add(part, found.kind, found.name, found.sentence, fixable=found.fixable)
        diagnosis.checked = _checked(session)
    finally:
        session.close()
    return diagnosis


def _mend(desk: Desk) -> list[str]:
    from tui.session.checkup import repair, repair_files

    with desk.reading() as session:
        if session.is_new:
            return []
        session.actor = desk.acting()
        session.accept_damage()
        made = session.back_up("before the repair")
        return [f"Made the backup {made.name} of the state before.", *repair_files(desk.folder), *repair(session)]


def _checked(session: Session) -> str:
    workspace = session.workspace
    tables = (("experiments", "experiment"), ("cards", "card"), ("notes", "note"), ("participants", "customer"))
    counts = [plural(len(workspace.table(table)), noun) for table, noun in tables]
    return ", ".join(counts)


def _words(diagnosis: Diagnosis) -> Iterator[str]:
    if diagnosis.repaired:
        yield from ("Repaired", *(f"  {words}" for words in diagnosis.repaired), "")
    for part in PARTS:
        found = [each for each in diagnosis.found if each["part"] == part]
        if found:
            yield from (part.title(), *_listed(found), "")
    problems = diagnosis.problems
    if not problems:
        yield f"All is well: {diagnosis.checked or 'nothing'} checked."
        return
    fixable = sum(bool(each["fixable"]) for each in problems)
    yield f"{plural(len(problems), 'problem')} found" + (
        f"; custdev doctor --repair mends {fixable} of them." if fixable else "; none of them can be mended by itself."
    )


def _listed(found: Iterable[dict[str, object]]) -> Iterator[str]:
    shown: Counter[object] = Counter()
    for each in found:
        shown[each["kind"]] += 1
        if shown[each["kind"]] <= SHOWN:
            yield f"  {'·' if each['note'] else '!'} {each['sentence']}"
    for kind, count in shown.items():
        if count > SHOWN:
            yield f"  ! and {count - SHOWN} more of this kind ({kind}); --json lists all."
