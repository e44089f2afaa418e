"""Who somebody is, for those who may know it."""

from __future__ import annotations

from msgspec import Struct

from tui.domain.records import Contact, Name, Participant


class Identified(Struct, frozen=True):
    """A person who agreed to be known, by P-id and with what a card of theirs holds (vCard names).

    `uid` is the same in every copy, so that address books replace what they have of somebody.
    """

    pid: str
    fn: str
    family: str = ""
    given: str = ""
    additional: str = ""
    prefix: str = ""
    suffix: str = ""
    nickname: str = ""
    email: tuple[str, ...] = ()
    tel: tuple[str, ...] = ()
    org: str = ""
    title: str = ""
    url: tuple[str, ...] = ()
    adr: tuple[str, ...] = ()
    uid: str = ""


def identified(person: Participant, contact: Contact) -> Identified:
    """Return a customer with name and address."""
    name = contact.n or Name()
    return Identified(
        pid=person.pid,
        uid=person.uid,
        fn=contact.fn,
        family=name.family,
        given=name.given,
        additional=name.additional,
        prefix=name.prefix,
        suffix=name.suffix,
        nickname=contact.nickname,
        email=contact.email,
        tel=contact.tel,
        org=contact.org,
        title=contact.title,
        url=contact.url,
        adr=contact.adr,
    )
