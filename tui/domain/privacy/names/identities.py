"""What the scrubber needs to know of one person, and how it is read from a contact.

Online, e-mail addresses, handles such as `@jane` and links lead to people: a link with a user in it, to a profile, or
where it is known as somebody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from tui.domain.privacy.names.folding import fold, is_bare, is_unspaced, later, plain, words_of
from tui.domain.privacy.names.name_words import ORGANISATION_WORDS, PARTICLES, SUFFIXES, TITLES, word_set
from tui.domain.records import Contact, Name
from tui.domain.text import comma_parts

_MOST_WORDS = 5
_TELLING = ORGANISATION_WORDS | TITLES | SUFFIXES
_QUOTED = later(
    r"""(?<!\w)["“”„«'‘‚`´]([^\W\d_][^"“”„«»'‘‚`´’()]{0,38})["“”»'’`´](?!\w)|(?<=\w\s)\(([^\W\d_]+)\)(?=\s\w)"""
)
"""What somebody is called, inside of what they are named: Robert "Bob" Miller."""
_DIGIT = later(r"\d")
_ONLINE = later(r"impp|social|twitter|skype|jabber|mastodon|telegram|instagram|linkedin|icq|aim|msn", re.IGNORECASE)
_MAX_LOCAL = 64
_SIGNS_IN_LOCAL = ".!#$%&'+-_~"
_ASCII_LOCAL = f"{_SIGNS_IN_LOCAL}0123456789abcdefghijklmnopqrstuvwxyz"
_AT_OF_EMAIL = later(rf"(?<=[\w{re.escape(_SIGNS_IN_LOCAL)}])@(?=[^\W_])")
_AT_OF_HANDLE = later(r"(?<!\w)@(?=[^\W_])")
_DOMAIN = later(r"(?:[^\W_](?:[\w-]{0,62})\.)+[^\W\d_]{2}[\w-]{0,61}")
_HOST = later(r"[^\W_][\w.-]{0,200}")
_HANDLE = later(r"[^\W_][\w.-]{0,63}")
_LINK = later(
    r"(?<![a-z0-9])(?:[a-z][a-z0-9+.-]{1,9}://|www\.)[^\s<>\"'`\[\]{}|\\^]+"
    r"|(?<![\w.@/-])(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+(?::[0-9]+)?/[^\s<>\"'`\[\]{}|\\^]+"
)
_SIGN = later(r"/|www\.")
_BLANK = later(r"[ \n]")
_SCHEME = later(r"[a-z][a-z0-9+.-]*:(?://)?")
_TRAILING = ".,;:!?)*_~"
_NETWORKS = word_set("""
    about.me bsky.app calendly.com facebook.com github.com gitlab.com instagram.com linkedin.com mastodon.social
    medium.com reddit.com snapchat.com t.me threads.net tiktok.com twitter.com vk.com wa.me x.com xing.com youtube.com
    """)
_NOT_PEOPLE = word_set(
    "about company companies explore feed groups help hashtag home i intent jobs login pages posts r school search "
    "settings share status topics watch"
)
_BEFORE_PEOPLE = word_set("@ author in member members people profile profiles pub u user users")


class Identity(Struct, frozen=True):
    """A person as the scrubber knows them. `label` replaces them; `names` are the full name, its forms, nicknames."""

    label: str
    names: tuple[str, ...]
    given: str = ""
    family: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    org: str = ""


def identity_of(contact: Contact, label: str) -> Identity:
    """Return what names a contact. Where only the formatted name is known, given and family name are read from it."""
    name, fn, called = contact.n, contact.fn, contact.nickname
    if _may_quote(fn) and _QUOTED.search(fn):
        fn, called = _without_quoted(fn, called)
    if name is not None and (name.given or name.family):
        given, family = name.given, name.family
        if _may_quote(given) and _QUOTED.search(given):
            given, called = _without_quoted(given, called)
        names = _names(fn, name, called)
    else:
        given, family = ("", "") if contact.fn == contact.org else _given_and_family(fn)
        names = (fn, *comma_parts(called)) if called else (fn,)
    urls = (*contact.url, *_online(contact.x)) if contact.x else contact.url
    return Identity(label, names, given, family, contact.email, contact.tel, urls, contact.adr, contact.org)


def _may_quote(name: str) -> bool:
    return '"' in name or "'" in name or "(" in name or "`" in name or not name.isascii()


def _without_quoted(fn: str, called: str) -> tuple[str, str]:
    """Return a name without the nicknames in it, and these beside those at hand."""
    inside = [next(filter(None, match.groups())).strip() for match in _QUOTED.finditer(fn)]
    rest = " ".join(_QUOTED.sub(" ", fn).split())
    return (rest, ",".join(dict.fromkeys([*comma_parts(called), *inside]))) if rest else (fn, called)


def _names(fn: str, name: Name, nickname: str) -> tuple[str, ...]:
    whole = [" ".join(filter(None, (name.given, name.additional, name.family)))] if name.additional else []
    return tuple(dict.fromkeys([fn, *whole, *comma_parts(nickname)]))


def _online(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of the lines of a vCard that hold an account: `X-TWITTER:jane_d`."""
    split = (line.partition(":") for line in lines)
    return tuple(value.strip() for name, _, value in split if value.strip() and _ONLINE.search(name))


def _given_and_family(fn: str) -> tuple[str, str]:
    """Return the first and the last word of a person's name; nothing for one word, and for what is no person's."""
    parts = fn.split()
    if is_bare(fn) and _TELLING.isdisjoint(words := fn.lower().split()):
        is_name = len(parts) > 1 and "".join(parts).isalpha() and _are_few(words)
        return (parts[0], parts[-1]) if is_name else ("", "")
    if "," in fn:
        last, _, first = fn.partition(",")
        if any(_bare(word) not in SUFFIXES for word in first.split()):
            personal = bool(last.strip()) and _is_personal([*last.split(), *first.split()])
            return (first.strip(), last.strip()) if personal else ("", "")
        fn = last
    parts = fn.split()
    while parts and _bare(parts[0]) in TITLES:
        del parts[0]
    while len(parts) > 2 and (_bare(parts[-1]) in SUFFIXES or parts[-1].startswith("(")):
        del parts[-1]
    return (parts[0], parts[-1]) if len(parts) > 1 and _is_personal(parts) else ("", "")


def _is_personal(parts: list[str]) -> bool:
    words = [_bare(part) for part in parts]
    return not (
        not _are_few(words)
        or "&" in parts
        or any(word in ORGANISATION_WORDS or _DIGIT.search(word) for word in words)
        or all(is_unspaced(word) for text in words for word in words_of(text))
    )


def _are_few(words: list[str]) -> bool:
    return sum(word not in PARTICLES for word in words) <= _MOST_WORDS


def _bare(word: str) -> str:
    return fold(word).strip(".,;()\"'")


def emails_in(folded: str) -> Iterator[tuple[int, int, str, bool]]:
    """Yield start, end and text of e-mail addresses, and whether the address is of the usual form.

    `jane@intranet` is not: it is one only where it is known.
    """
    for match in _AT_OF_EMAIL.finditer(folded):
        at = match.start()
        start = _local_start(folded, at, max(0, at - _MAX_LOCAL))
        host = _HOST.match(folded, at + 1) if start < at else None
        if host:
            domain = _DOMAIN.match(folded, at + 1) if "." in host.group() else None
            end = at + 1 + len((domain or host).group().rstrip(".-_"))
            before = start - 1 if start and folded[start - 1] == "@" else start
            yield before, end, folded[start:end], domain is not None


def handles_in(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and the word of every `@word`; an address of e-mail has none."""
    for match in _AT_OF_HANDLE.finditer(folded):
        at = match.start()
        if body := _HANDLE.match(folded, at + 1):
            word = body.group().rstrip(".-_")
            yield at, at + 1 + len(word), word


def _local_start(folded: str, at: int, floor: int) -> int:
    local = folded[floor:at]
    length = len(local.rstrip(_ASCII_LOCAL))
    while length and local[length - 1].isalnum():
        length = len(local[: length - 1].rstrip(_ASCII_LOCAL))
    return at - len(local[length:].lstrip(_SIGNS_IN_LOCAL))


def links_in(folded: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and text of every link in a folded text."""
    for begin, stop in _without_blanks(folded):
        for match in _LINK.finditer(folded, begin, stop):
            link = match.group().rstrip(_TRAILING)
            yield match.start(), match.start() + len(link), link


def _without_blanks(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the parts between blanks that may hold a link; most texts have none."""
    reached = 0
    for match in _SIGN.finditer(folded):
        at = match.start()
        if at >= reached:
            start = max(folded.rfind(" ", reached, at), folded.rfind("\n", reached, at)) + 1 or reached
            stop = _BLANK.search(folded, at)
            reached = stop.start() if stop else len(folded)
            yield start, reached


def bare_link(link: str) -> str:
    """Return a link without what may be left out: scheme, `www.`, and the last slash."""
    return bare_folded(plain(link).strip())


def bare_folded(bare: str) -> str:
    """Return the same of a link that is folded, as links in texts are."""
    scheme = _SCHEME.match(bare)
    return bare[scheme.end() if scheme else 0 :].removeprefix("www.").rstrip("/")


def prefixes(link: str) -> Iterator[str]:
    """Yield a bare link and everything it lies under, down to its host."""
    yield link
    for match in reversed(list(re.finditer(r"[/?#]", link[:300]))):
        yield link[: match.start()]


def has_user(bare: str) -> bool:
    """Return whether a bare link leads to a person: `jane@host`, `host/~jane`, a profile of a known network."""
    host, path = _host_and_path(bare)
    return "@" in host or any(part[0] in "@~" for part in path if part) or bool(_account(host, path))


def account_of(link: str) -> str:
    """Return the account that a person's link names, `jane_d` of `https://x.com/jane_d`; empty where it names none."""
    bare = bare_link(link)
    if "/" not in bare and ("." not in bare or not plain(link).strip().startswith(("http", bare, "www."))):
        return bare.removeprefix("@")
    host, path = _host_and_path(bare)
    return _account(host, path)


def _account(host: str, path: list[str]) -> str:
    named = [part for part in path if part]
    if len(named) > 1 and named[0] in _BEFORE_PEOPLE:
        return named[1]
    network = host.rpartition("@")[2] in _NETWORKS or ".".join(host.split(".")[-2:]) in _NETWORKS
    return named[0].removeprefix("@") if named and network and named[0] not in _NOT_PEOPLE else ""


def _host_and_path(bare: str) -> tuple[str, list[str]]:
    host, *path = bare.partition("?")[0].partition("#")[0].split("/")
    return host, path
