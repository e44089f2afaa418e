"""Hiding everybody of a workspace in what is shown to others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from tui.domain.people.merged import current_uid, is_listed
from tui.domain.privacy.names import Identity, Scrubber, identity_of
from tui.domain.records.person import pid_of
from tui.domain.records.workspace import Workspace


def scrubber_of(
    workspace: Workspace,
    keep: Iterable[str] | Callable[[], Iterable[str]],
    also: Workspace | None = None,
    *,
    without: Callable[[], Iterable[str]] | None = None,
) -> Scrubber:
    """Return a scrubber that knows everybody whose name is at hand; the words to keep and the owners of cards stay.

    It knows who is in the workspace `also`, the one of another time, under the names they have there. `without` gives
    those (uids) who may be named.
    """
    named = frozenset(without() if without else ())
    others = _identities(also, named) if also is not None and also is not workspace else ()
    identities = [*_identities(workspace, named), *others]

    def words() -> set[str]:
        return {*(keep() if callable(keep) else keep), *workspace.owners()}

    return Scrubber(identities, keep=words)


def without_people(scrubber: Scrubber, sentence: str, keep: Collection[str] = ()) -> str:
    """Return a sentence of ours without the people in it; what only looks like a number or an address stays.

    `keep` are words, casefolded, that stay.
    """
    return scrubber.without(sentence, lambda hit, words: hit.is_somebody and words.casefold() not in keep)


def strangers_of(*workspaces: Workspace) -> int:
    """Return how many people are known by P-id only, because who they are is not kept here."""
    people = {uid: person for workspace in workspaces for uid, person in workspace.people_glances.items()}
    unknown = (uid for uid, person in people.items() if is_listed(person))
    return sum(not any(workspace.uids("contacts.participant", uid) for workspace in workspaces) for uid in unknown)


def _identities(workspace: Workspace, named: frozenset[str]) -> Iterator[Identity]:
    glances = workspace.people_glances
    for contact in workspace.contacts.values():
        uid = current_uid(glances, contact.participant)
        if uid is not None and uid not in named and contact.participant not in named:
            yield identity_of(contact, pid_of(glances[uid].number))


def scrubbed(value: Any, hide: Callable[[str], str]) -> Any:
    """Return data as JSON has it with every text in it as `hide` gives it back; names of fields stay."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list | tuple):
        return [scrubbed(item, hide) for item in value]
    if isinstance(value, dict):
        return {name: scrubbed(item, hide) for name, item in value.items()}
    return value
