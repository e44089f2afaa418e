"""The one way out: the only place that writes, copies or prints what leaves the workspace, and remembers it.

Files and what goes to the clipboard are remembered, so that erasing a person can name these copies. What is printed is
checked and not remembered: reading writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.flow.figures import local_day, zone_of
from tui.domain.operations.kinds import STILL
from tui.domain.people.policy import Policy
from tui.domain.privacy.hiding import scrubber_of
from tui.domain.privacy.names import Scrubber
from tui.domain.privacy.profiles import DEFAULT, Profile
from tui.domain.records import Experiment, Standup
from tui.domain.records.vocabulary import Discipline
from tui.domain.records.workspace import Workspace
from tui.domain.search.naming import numbers_in, people_numbered
from tui.domain.standup.held import moved_since, pulled_since, since_of, todays_standup
from tui.domain.standup.report import build_report, timezone_of
from tui.domain.standup.walked import people_of
from tui.exchange.file_names import snapshot_path, write_file, write_snapshot
from tui.exchange.formats import format_named
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Parcel, Style
from tui.exchange.scanning import check
from tui.session.session import Session

if TYPE_CHECKING:
    from tui.domain.flow.period import Unit

BYTE_ORDER_MARK = "\ufeff"
"""What spreadsheets want at the start of a file, and nobody in the middle of what they paste into."""
LEADS_ON = ("insight_carded", "insight_led")
"""The kinds of events by which an insight leads to something."""
CLIPBOARD = "clipboard"
"""Where a copy is that was put into the clipboard; where it went from there nobody knows."""

_handed_on: WeakKeyDictionary[Session, tuple[Workspace, Policy, Scrubber]] = WeakKeyDictionary()
"""Who knew everybody for the last report, for who writes it: that takes it out, since it serves one at a time."""


class Written(Struct, frozen=True):
    """A parcel as the text of a format: the very bytes that leave."""

    parcel: Parcel
    form: str
    pieces: tuple[bytes, ...]
    """The text in UTF-8, which may be long."""

    @property
    def data(self) -> bytes:
        """The bytes."""
        return b"".join(self.pieces)

    @property
    def text(self) -> str:
        """The text."""
        return self.data.decode()

    @property
    def name(self) -> str:
        """How its file is called: `CD-2026-11-23-stakeholders.md`."""
        return f"{self.parcel.stem}.{format_named(self.form).suffix}"

    def remembered_as(self, place: str) -> dict[str, Any]:
        """Return what `record_export` is to remember of a copy at a place, beside the place."""
        return {
            "format": self.form,
            "profile": self.parcel.profile,
            "sha256": _digest(self.pieces),
            "board": self.parcel.board.id if self.parcel.board else _board_of(self.parcel),
            "people": self.parcel.about,
        }


def report_parcel(
    session: Session,
    workspace: Workspace,
    experiments: Sequence[Experiment],
    profile: Profile = DEFAULT,
    *,
    now: datetime,
    since: datetime | None = None,
    standup: Standup | None = None,
    style: Style = "full",
) -> Parcel:
    """Return the report over some experiments at a time, of which `workspace` is the state, ready to leave.

    Without a standup it is that of the standup held on that day over these experiments, if one was. Without `since` it
    tells what happened since then, else since the last one, else since the last working day. Reads events, but only as
    far back as they count: not for the interface thread.
    """
    policy, present = session.policy, session.workspace
    held = standup or todays_standup(workspace, [experiment.uid for experiment in experiments], policy, now)
    since = since or (held.since if held else since_of(workspace, experiments, policy, now))
    begun = held.started_at if held else _midnight(timezone_of(experiments, policy), now)
    recent = [event for event in session.events(since=min(since, begun), without=STILL) if event.at <= now]
    # Who reads P-ids alone may know nobody, neither in what is told nor in what is written of it.
    scrubber = _knows(present, policy) if workspace is present and profile != "identified" else None
    report = build_report(
        workspace,
        experiments,
        policy,
        since=since,
        now=now,
        moved=moved_since(recent, since),
        standup=held,
        pulled=pulled_since(recent, begun, workspace, experiments),
        present=present,
        present_at=max(now, session.now()) if workspace is not present else now,
        profile=profile,
        looking=True,
        scrubber=scrubber,
    )
    if scrubber is not None:
        _handed_on[session] = present, policy, scrubber
    # The public sees nobody's P-id, and yet may read what somebody said.
    about = [person.uid for person in people_of(workspace, experiments)] if profile == "public" else []
    return Leaving.report(report, about, style)


def flow_parcel(
    session: Session, experiment: Experiment, leaves: Leaving, *, unit: Unit = "weeks", lines: bool = True
) -> Parcel:
    """Return the flow of a board, ready to leave, with `lines` for the cards or without.

    Reads events: not for the interface thread.
    """
    from tui.domain.flow.period import flow_report

    past = [history.until(leaves.now + datetime.resolution) for history in session.histories(experiment.board_id)]
    histories = [history for history in past if history is not None]
    report = flow_report(leaves.workspace, experiment, histories, leaves.now, unit=unit)
    return leaves.flow(experiment, report, histories if lines else ())


def digest_parcel(
    session: Session,
    leaves: Leaving,
    experiments: Sequence[Experiment],
    discipline: Discipline,
    since: datetime,
    *,
    loose: bool = False,
) -> Parcel:
    """Return what a discipline should know of what was learned since a time, ready to leave.

    With `loose` what is on no card counts, too. Reads events: not for the interface thread.
    """
    from tui.exchange.digesting import digest_parcel as digest_of

    events = session.events(since=since)
    led = (event for event in events if event.kind in LEADS_ON and event.at <= leaves.now)
    acted = frozenset(uid for event in led for uid in event.changes.get("insights", ()))
    return digest_of(leaves, experiments, discipline, since, acted=acted, loose=loose)


def events_parcel(session: Session, experiment: Experiment, leaves: Leaving) -> Parcel:
    """Return what happened on a board, newest first, ready to leave. Not for the interface thread."""
    from tui.domain.history.phrases import experiment_of, told_of

    workspace, undone = session.workspace, session.undone()
    events = [event for event in session.events(by_time=True) if experiment_of(event, workspace) == experiment]
    originals = session.events_named({event.undoes for event in events if event.undoes})
    return leaves.events(
        experiment, ((event, told_of(event, workspace, originals), event.uid in undone) for event in events)
    )


def write(session: Session, parcel: Parcel, form: str) -> Written:
    """Return a parcel in a format, once it was looked through for names. Not for the interface thread.

    Raises:
        NotAllowed: The format is not for it, or a name would be in it; nothing has left then.
    """
    chosen, scrubber = format_named(form), _who_knows(session, parcel)
    named = [words for contact in parcel.contacts for words in (contact.fn, *contact.email)]
    pieces: list[bytes] = []
    numbers, lines = set[int](), 0
    for piece in chosen.pieces(parcel):
        words = chosen.words(piece)
        check(scrubber, words, chosen.title, named, lines)
        numbers |= numbers_in(piece)
        lines += words.count("\n")
        pieces.append(piece.encode("utf-8", errors="replace"))
    # Texts may tell of more people than are linked to what they are about.
    about = dict.fromkeys((*parcel.about, *people_numbered(session.workspace, numbers)))
    return Written(replace(parcel, about=tuple(about)), chosen.name, tuple(pieces))


def place_of(session: Session, written: Written) -> tuple[Path, bool]:
    """Return the absolute path of the snapshot it would be, and whether the very same is there. Looks at the disk."""
    path, is_there = snapshot_path(session.folder, written.pieces, written.name)
    return path.absolute(), is_there


def to_file(session: Session, written: Written, path: Path | None = None, *, force: bool = False) -> Path:
    """Write to a file, by default among the snapshots of the workspace, and return its absolute path.

    Readable by its owner only, whole or not at all, and never over another file without `force`. It is for the caller
    to remember it, with `remember`, or as an operation where one must not wait.
    """
    if path is None:
        return write_snapshot(session.folder, written.pieces, written.name).absolute()
    return write_file(path, written.pieces, force=force).absolute()


def to_clipboard(written: Written, terminal: Callable[[str], bool] | None = None) -> bool:
    """Put it into the clipboard by the platform's tool, and ask the terminal to; return whether a tool took it.

    `terminal` is given the text and returns whether it could ask. Waits for the tool: not for the interface thread.

    Raises:
        NotAllowed: Nothing could take it.
    """
    from tui.domain.errors import NotAllowed
    from tui.domain.text import listed
    from tui.exchange.clipboard import TOOLS, ask_tmux, copy_text

    text = written.text.removeprefix(BYTE_ORDER_MARK)
    taken = bool(copy_text(text))
    asked = terminal(text) if terminal is not None else False
    if not (taken or ask_tmux(text) or asked):
        raise NotAllowed(f"It was not copied: none of {listed(TOOLS)} took it.")
    return taken


def remember(session: Session, written: Written, place: str) -> None:
    """Remember a copy that is at a place: an absolute path, or `CLIPBOARD`; waits until that is durable.

    Raises:
        DomainError, StoreError: The workspace takes no change; what left has left.
    """
    from tui.domain import operations  # reading commands load none

    session.save(operations.record_export, place, **written.remembered_as(place))


def _who_knows(session: Session, parcel: Parcel) -> Scrubber:
    """Return who knows everybody whom a parcel may not name: the one that is handed on, where it is of right now."""
    workspace, policy = session.workspace, session.policy
    named = {contact.pid for contact in parcel.contacts}
    last = _handed_on.pop(session, None)
    if not named and last is not None and last[0] is workspace and last[1] is policy:
        return last[2]
    return _knows(workspace, policy, named)


def _knows(workspace: Workspace, policy: Policy, named: Collection[str] = ()) -> Scrubber:
    """Return who knows everybody of a workspace, but for those of some P-ids."""
    uids = [uid for uid, person in workspace.participants.items() if person.pid in named] if named else []
    return scrubber_of(workspace, policy.kept_words, without=lambda: uids)


def _midnight(timezone: str, now: datetime) -> datetime:
    zone = zone_of(timezone)
    return datetime.combine(local_day(now, zone), time.min, zone)


def _digest(pieces: Iterable[bytes]) -> str:
    digest = sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _board_of(parcel: Parcel) -> str:
    source = parcel.report or parcel.digest
    boards = source.boards if source else ()
    return boards[0].id if len(boards) == 1 else ""
