"""The words of two records about consent, made those of one person: the stricter wins, scope by scope."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from tui.domain.people.consent import NO_LONGER, VALID, is_to_ask_again, latest_words, status_now
from tui.domain.records import Consent, Participant
from tui.domain.records.edit import Edit
from tui.domain.records.workspace import Workspace

_NO = (*NO_LONGER, "invalidated")
_ASKED = ("requested", "request_deferred")


def join_consents(workspace: Workspace, edit: Edit, old: str, person: Participant) -> dict[str, str]:
    """Make what an old record (uid) said about consent the words of the person it is put into, as they are then.

    Words stay as they were said, with their times. Where the looser of two would be the latest, the stricter one is
    said again; one that was to be asked for again is not, since the later word answers that. Returns the uids of those
    by the uid of the word each repeats.
    """
    theirs, ours = latest_words(workspace, old), latest_words(workspace, person.uid)
    for uid in workspace.consent_uids(old):
        edit.update(workspace.consents[uid], participant=person.uid)
    repeated: dict[str, str] = {}
    today = edit.context.today
    for scope in sorted(theirs.keys() & ours.keys()):
        earlier, latest = sorted((ours[scope], theirs[scope]), key=lambda word: (word.at, word.uid))
        if is_to_ask_again(earlier):
            continue
        if _strictness(earlier, person, today) < _strictness(latest, person, today):
            repeated[earlier.uid] = edit.put(_again(edit, earlier, latest, person)).uid
    return repeated


def _strictness(word: Consent, person: Participant, today: date) -> tuple[int, date]:
    """Return what orders words from the one that allows least to the one that allows most, and longest."""
    status = status_now(word, person, today)
    if status == "expired" or is_to_ask_again(word):
        rank = 1
    elif status in _NO:
        rank = 0
    else:
        rank = 2 if status in _ASKED else 4 if status in VALID else 3
    return rank, (word.expires_at or date.max) if rank == 4 else date.max


def _again(edit: Edit, word: Consent, latest: Consent, person: Participant) -> Consent:
    context = edit.context
    at = max(context.now, latest.at + timedelta(microseconds=1))
    expired = status_now(word, person, context.today) == "expired"
    status = "expired" if expired else word.status
    return replace(word, uid=context.ids(), participant=person.uid, status=status, at=at, by=context.actor)
