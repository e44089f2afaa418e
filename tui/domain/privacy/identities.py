"""What tells who somebody is, as far as a text can hold it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from tui.domain.privacy.folding import is_cjk, tokens_of
from tui.domain.records import Contact

SHORTEST_ALONE = 3
"""A single name of fewer letters is found only beside the rest of the name."""

_COMMON = (
    "will mark rose grace may june april august art bill bob frank guy hope ivy jack joy miles pat penny ray "
    "rich rob sandy skip summer sunny sky violet ruby pearl olive iris lily heather dawn faith charity chance "
    "chase drew gene grant hunter jasper lane lee page paige pierce reed rusty sterling wade young long short "
    "small white black brown green gray grey king price stone wood woods field hill rivers brook brooks day "
    "bell bush cook baker carter cross fox fisher gold hall hunt knight love major mason moody park porter "
    "power rice sharp shepherd smart steel sweet swift walker ward wise best banks case crane dean duke earl "
    "ford freeman marshal prince reader singer teller test user team support sales"
)
COMMON_WORDS = frozenset(_COMMON.split())
"""Names that are also words: alone they are names only with a capital letter."""


class Identity(Struct, frozen=True):
    """One person: `label` is what stands in their place, such as `P03`."""

    label: str
    names: tuple[str, ...] = ()
    given: str = ""
    family: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    org: str = ""


def identity_of(contact: Contact, label: str) -> Identity:
    """Return what tells who a contact is."""
    given, family = (contact.n.given, contact.n.family) if contact.n else _parts(contact.fn)
    return Identity(
        label=label,
        names=tuple(name for name in (contact.fn, contact.nickname) if name),
        given=given,
        family=family,
        emails=contact.email,
        phones=contact.tel,
        urls=contact.url,
        addresses=contact.adr,
        org=contact.org,
    )


def name_patterns(identity: Identity) -> Iterator[tuple[str, ...]]:
    """Yield the folded words by which a person may be called, in the order in which they stand in a text."""
    given, family = tokens_of(identity.given), tokens_of(identity.family)
    yield from (tokens for name in identity.names if (tokens := tokens_of(name)) and _stands_alone(tokens))
    if given and family:
        yield (*given, *family)
        yield (*family, *given)
    for name in (given, family, family[-1:]):
        if name and _stands_alone(name):
            yield name


def _stands_alone(tokens: tuple[str, ...]) -> bool:
    return len("".join(tokens)) >= SHORTEST_ALONE or len(tokens) > 1


def _parts(name: str) -> tuple[str, str]:
    """Return given and family name of a full one: its first word, and the rest from the first particle on."""
    words = name.split()
    if len(words) < 2 or is_cjk(name):
        return "", ""
    particle = next((at for at, word in enumerate(words[1:], 1) if word[:1].islower()), len(words) - 1)
    return words[0], " ".join(words[particle:])
