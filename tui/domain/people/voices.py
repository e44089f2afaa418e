"""Who speaks in a transcript: which of the names in its file are people who were there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.domain.privacy.names.folding import search_key
from tui.domain.records import Touchpoint
from tui.domain.records.workspace import Workspace


def voices_of(workspace: Workspace, touchpoint: Touchpoint, speakers: Iterable[str]) -> Mapping[str, str]:
    """Return whom (uids) the speakers of a file are, of those who were there: by P-id, else by their whole name.

    A part of a name is not enough: whoever asked may be called so, too, and their words would become a customer's. Who
    is not recognised, or may be several, is not in it. Names of the file are compared, and kept nowhere.
    """
    candidates: dict[str, list[str]] = {}
    for speaker in dict.fromkeys(speakers):
        for uid in touchpoint.people:
            person = workspace.participants.get(uid)
            if person is None:
                continue
            names = [contact.fn for contact in workspace.contacts_of(uid)]
            if speaker.casefold() == person.pid.casefold() or any(_is_called(speaker, name) for name in names):
                candidates.setdefault(speaker, []).append(uid)
    return {speaker: uids[0] for speaker, uids in candidates.items() if len(uids) == 1}


def _is_called(speaker: str, name: str) -> bool:
    """Return whether a speaker is called as a person is, whatever comes first, given name or family name."""
    words = sorted(search_key(speaker.replace(",", " ")).split())
    return bool(words) and words == sorted(search_key(name.replace(",", " ")).split())
