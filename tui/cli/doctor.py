"""`custdev doctor`: whether files, records and history are as they should be, and mending what is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from tui.cli.desk import Desk
from tui.cli.options import option
from tui.cli.output import emit, say, warn
from tui.cli.verbs import verb
from tui.domain.errors import StoreError
from tui.domain.privacy.hiding import scrubbed, scrubber_of, without_people
from tui.domain.text import plural

if TYPE_CHECKING:
    from tui.domain.checkup.finding import Finding
    from tui.session import Session
    from tui.session.checkup import FileFinding

FOUND_PROBLEMS = 3
SHOWN = 20
PARTS = ("files", "records", "history")


class Diagnosis:
    """What was found, what was mended, and how much was looked at."""

    def __init__(self) -> None:
        self.findings: list[dict[str, object]] = []
        self.repaired: list[str] = []
        self.checked = ""
        self.hide: Callable[[str], str] = str

    @property
    def problems(self) -> list[dict[str, object]]:
        """Everything that is a fault, not only worth knowing."""
        return [finding for finding in self.findings if not finding["note"]]

    def add_file(self, kind: str, sentence: str, *, path: str = "", fixable: bool = False, note: bool = False) -> None:
        """Add what was found about a file; what was said already is not said again."""
        if all(finding["sentence"] != sentence for finding in self.findings):
            about = {"part": "files", "kind": kind, "table": "", "uid": "", "name": path}
            self.findings.append({**about, "sentence": sentence, "fixable": fixable, "note": note})

    def add(self, finding: Finding) -> None:
        """Add what was found about records or events."""
        part = "history" if finding.kind in {"history", "time"} else "records"
        self.findings.append({"part": part, **msgspec.to_builtins(finding)})


@verb(example="custdev doctor --repair")
@option("--repair", is_flag=True, help="Mend what can be mended safely, after a backup.")
def doctor(desk: Desk, repair: bool, as_json: bool) -> int:
    """Check files, permissions, references, numbers and history; exit 3 if anything is wrong.

    Without --repair nothing is mended. Repairs of records are events like any other.
    """
    repaired = list(_mend(desk)) if repair else []
    diagnosis = _diagnose(desk)
    diagnosis.repaired = repaired
    if as_json:
        data = {"ok": not diagnosis.problems, "findings": diagnosis.findings, "repaired": repaired}
        emit(scrubbed(data, diagnosis.hide))
    else:
        say(diagnosis.hide("\n".join(_words(diagnosis))))
    return FOUND_PROBLEMS if diagnosis.problems else 0


def _diagnose(desk: Desk) -> Diagnosis:
    from tui.session import Session  # as every command, only when it runs
    from tui.session.checkup import check_contents, check_files, findings

    diagnosis = Diagnosis()
    of_files = list(check_files(desk.folder))
    try:
        session = Session.open(desk.folder)
    except StoreError as error:
        _add_files(diagnosis, of_files, opened=False)
        diagnosis.add_file(error.kind, str(error))
        for content in check_contents(desk.folder):
            diagnosis.add_file(content.kind, content.sentence, path=content.path, note=content.note)
        return diagnosis
    with closing(session):
        _add_files(diagnosis, of_files, opened=session.refusal is None)
        for words in session.recovery:
            diagnosis.add_file("recovery", words, fixable=session.refusal is None or session.refusal.kind == "damaged")
        for finding in findings(session):
            diagnosis.add(finding)
        diagnosis.checked = _checked(session)
        if session.workspace.contacts:
            scrubber = scrubber_of(session.workspace, desk.policy().kept_words)
            diagnosis.hide = partial(without_people, scrubber)
    return diagnosis


def _add_files(diagnosis: Diagnosis, of_files: Iterable[FileFinding], *, opened: bool) -> None:
    for file in of_files:
        # What is left aside may be all there is of a workspace that cannot be opened.
        fixable = file.fixable and (opened or file.kind == "permissions")
        diagnosis.add_file(file.kind, file.sentence, path=file.path, fixable=fixable, note=file.note)


def _mend(desk: Desk) -> Iterator[str]:
    """Mend files and records after a backup; of a workspace that cannot be written only permissions are mended."""
    from tui.session import Session
    from tui.session.checkup import close_to_others, remove_leftovers, repair

    yield from close_to_others(desk.folder)
    try:
        session = Session.open(desk.folder, actor=desk.acting())
    except StoreError:
        return
    with closing(session):
        warn(*session.recovery)
        session.accept_damage()
        if session.is_new or session.refusal is not None:
            return
        backup = session.back_up("before the repair")
        yield f"Made the backup {backup.name} of the state before."
        yield from remove_leftovers(desk.folder)
        yield from repair(session)


def _checked(session: Session) -> str:
    tables = (("experiments", "experiment"), ("cards", "card"), ("notes", "note"), ("participants", "customer"))
    return ", ".join(plural(len(session.workspace.table(table)), noun) for table, noun in tables)


def _words(diagnosis: Diagnosis) -> Iterator[str]:
    if diagnosis.repaired:
        yield from ("Repaired", *(f"  {words}" for words in diagnosis.repaired), "")
    for part in PARTS:
        of_part = [finding for finding in diagnosis.findings if finding["part"] == part]
        if of_part:
            yield from (part.title(), *_listed(of_part), "")
    problems = diagnosis.problems
    if not problems:
        yield f"All is well: {diagnosis.checked or 'nothing'} checked."
        return
    fixable = sum(bool(problem["fixable"]) for problem in problems)
    yield f"{plural(len(problems), 'problem')} found" + (
        f"; custdev doctor --repair mends {fixable} of them." if fixable else "; none of them can be mended by itself."
    )


def _listed(findings: Iterable[dict[str, object]]) -> Iterator[str]:
    shown: Counter[object] = Counter()
    for finding in findings:
        shown[finding["kind"]] += 1
        if shown[finding["kind"]] <= SHOWN:
            yield f"  {'·' if finding['note'] else '!'} {finding['sentence']}"
    for kind, count in shown.items():
        if count > SHOWN:
            yield f"  ! and {count - SHOWN} more of this kind ({kind}); --json lists all."
