"""vCard 4.0 (RFC 6350): those who agreed to be known, for address books. What else they agreed to is not in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tui import __version__
from tui.domain.errors import NotAllowed
from tui.domain.text import clean_line
from tui.exchange.content_lines import escaped, folded, text_line, unfolded
from tui.exchange.formats import Format
from tui.exchange.parcel import Identified, Parcel, What

WHAT: tuple[What, ...] = ("board", "contacts")
_IN_ADDRESS = str.maketrans({"\\": "%5C", ",": "%2C", " ": "%20"})
"""What readers take for an escape or the end of an address on the web; nothing may be escaped in one."""
_PARTS_OF_ADDRESS = 7
_STREET = 2


def cards(parcel: Parcel, version: str) -> str:
    """Return the contacts of a parcel as vCards of a version, `4.0` or `3.0`.

    Raises:
        NotAllowed: There are none: nobody agreed to be known.
    """
    if not parcel.contacts:
        raise NotAllowed("Nobody here agreed to be known by name, so there is no vCard. Nothing was written.")
    return folded(line for contact in parcel.contacts for line in _card(contact, version))


def _card(contact: Identified, version: str) -> Iterator[str]:
    yield from ("BEGIN:VCARD", f"VERSION:{version}", f"PRODID:-//custdev//custdev {__version__}//EN")
    yield f"UID:urn:custdev:{contact.uid}"
    yield text_line("FN", contact.fn)
    yield from _name(contact, version)
    yield from [text_line("NICKNAME", contact.nickname)] if contact.nickname else []
    yield from [text_line("ORG", contact.org)] if contact.org else []
    yield from [text_line("TITLE", contact.title)] if contact.title else []
    yield from _several("EMAIL", contact.email, version, "INTERNET")
    yield from _several("TEL", contact.tel, version, "VOICE")
    for address in contact.adr:
        parts = [""] * _PARTS_OF_ADDRESS
        parts[_STREET] = escaped(address)
        yield f"ADR:{';'.join(parts)}"
    yield from (f"URL:{clean_line(url).translate(_IN_ADDRESS)}" for url in contact.url)
    yield "END:VCARD"


def _name(contact: Identified, version: str) -> Iterator[str]:
    """Yield the parts of a name; one without parts stays whole, and is left out where it may be."""
    parts = (contact.family, contact.given, contact.additional, contact.prefix, contact.suffix)
    if any(parts):
        yield f"N:{';'.join(map(escaped, parts))}"
    elif version == "3.0":
        yield f"N:;{escaped(contact.fn)};;;"


def _several(name: str, values: tuple[str, ...], version: str, kind: str) -> Iterator[str]:
    """Yield the addresses of a kind, the first one of several preferred."""
    for number, value in enumerate(values):
        is_preferred = not number and len(values) > 1
        if version == "3.0":
            yield text_line(f"{name};TYPE={kind},PREF" if is_preferred else f"{name};TYPE={kind}", value)
        else:
            yield text_line(f"{name};PREF=1" if is_preferred else name, value)


FORMAT = Format("vcf", "vCard", "vcf", WHAT, partial(cards, version="4.0"), ("identified",), words=unfolded)
