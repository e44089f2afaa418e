"""Links that lead to a person: with a user in them, to a profile, or known as somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.domain.privacy.names.folding import plain
from tui.domain.privacy.names.name_words import word_set
from tui.domain.privacy.names.patterns import later

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
