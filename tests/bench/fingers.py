"""Fingers that wander over the keys: where they go is chance that is always the same, what they know is the keymap.

They open what can be opened, type into it, leave it or not; plain keys and those of the kitty protocol, one by one and
in bursts, pastes, the mouse, and windows of other sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import NamedTuple

from tui.app.keys.table import GROUPS

SIZES = ((160, 45), (160, 45), (120, 40), (80, 24), (100, 30), (40, 14), (200, 60), (30, 8))
_CODES = {"esc": 27, "enter": 13, "tab": 9, "backspace": 127, "space": 32}
_CURSOR = {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}
_TILDE = {"pgup": 5, "pgdn": 6, "delete": 3}
WORDS = (
    "week",
    "ask P03",
    "@ux export",
    "#pricing is:blocked",
    "is:",
    "due:",
    "@",
    "#",
    "Łódź é",
    "日本語",
    "2026-12-01",
)
PASTED = ("one line", "two\nlines\tand a tab", "\x1b[31mred\x1b[0m", "P01 " * 40, "🧪" * 30)
VISITS = (
    *("/", "/", "/", "P", "P/", "Pa", "Pe", "Pt", "Pn", "Pp", "S", "S]]", "SG", "Sm", "f", "fx", "0", "?", "i", "w"),
    *(":", ":", "a", "e", "n", "t", "c", "p", "b", "o", "D", "#", "y", "*", "z", "1", "1", "2"),
    *("esc", "esc", "enter", "enter j j", "enter tab", "x", "d", "u", "ctrl+r", "H", "L", "J", "K", "!", "r", "G", "g"),
)
"""What opens or does something; one that follows another by a blank is a key by its name."""
BODY = (
    *("j", "k", "h", "l", "up", "down", "left", "right", "tab", "tab", "shift+tab", "space", "enter", "enter", "esc"),
    *("backspace", "home", "end", "pgup", "pgdn", "delete", "ctrl+n", "ctrl+t", "ctrl+o", "ctrl+u", "ctrl+a", "ctrl+x"),
    *("w", "s", "m", "q", "G", "g", "1", "3", "*", "x", "[", "]"),
)


class Stroke(NamedTuple):
    """What is sent at once: so many keys; or a new size of the window."""

    name: str
    data: bytes
    keys: int = 1
    size: tuple[int, int] | None = None


class Fingers:
    """Types by chance, the same for the same seed, whatever comes of it."""

    def __init__(self, seed: int) -> None:
        self._chance = Random(seed)
        self._titles = sorted({row.title for group in GROUPS for line in group.lines for row in line.commands})
        self._kitty = False

    def strokes(self) -> Iterator[Stroke]:
        """Yield what is sent, without an end."""
        turns: Sequence[tuple[int, Callable[[], Iterator[Stroke]]]] = (
            (50, self._visit),
            (12, self._command),
            (6, self._home),
            (5, self._mouse),
            (3, self._paste),
            (2, self._resize),
            (20, self._wander),
        )
        weights, acts = zip(*turns, strict=True)
        while True:
            self._kitty = self._chance.random() < 0.5
            yield from self._chance.choices(acts, weights)[0]()

    def _visit(self) -> Iterator[Stroke]:
        """Open something, do things in it, and leave it or not."""
        yield from self._sent(names(self._chance.choice(VISITS)))
        if self._chance.random() < 0.6:
            yield from self._sent(list(self._chance.choice(WORDS)))
        yield from self._wander()
        yield from self._sent(["esc"] * self._chance.choice((0, 1, 1, 2, 3)))

    def _command(self) -> Iterator[Stroke]:
        """Do any command there is by its title."""
        yield from self._sent(["esc", ":", *self._chance.choice(self._titles), "enter"])
        yield from self._wander()

    def _home(self) -> Iterator[Stroke]:
        """Go to the first board."""
        yield from self._sent(["esc", "esc", "esc", "1"])

    def _wander(self) -> Iterator[Stroke]:
        yield from self._sent([self._chance.choice(BODY) for _ in range(self._chance.randint(0, 8))])

    def _paste(self) -> Iterator[Stroke]:
        text = self._chance.choice(PASTED)
        yield Stroke("paste", f"\x1b[200~{text}\x1b[201~".encode())

    def _resize(self) -> Iterator[Stroke]:
        yield Stroke("resize", b"", size=self._chance.choice(SIZES))

    def _mouse(self) -> Iterator[Stroke]:
        """Click somewhere, once or twice, or turn the wheel."""
        place = f"{self._chance.randint(1, 160)};{self._chance.randint(1, 45)}"
        if self._chance.random() < 0.4:
            yield Stroke("wheel", f"\x1b[<{self._chance.choice((64, 65))};{place}M".encode())
            return
        for _ in range(self._chance.randint(1, 2)):
            yield Stroke("click", f"\x1b[<0;{place}M\x1b[<0;{place}m".encode())

    def _sent(self, keys: Sequence[str]) -> Iterator[Stroke]:
        """Send keys one by one, or all in one breath."""
        if len(keys) > 1 and self._chance.random() < 0.3:
            yield Stroke(" ".join(keys), b"".join(map(self._coded, keys)), len(keys))
        else:
            for key in keys:
                yield Stroke(key, self._coded(key))

    def _coded(self, key: str) -> bytes:
        return (kitty(key) if self._kitty else plain(key)).encode()


def names(visit: str) -> list[str]:
    """Return the keys of a visit."""
    is_named = " " in visit or visit in _CODES or "+" in visit
    return visit.split() if is_named else list(visit)


def plain(key: str) -> str:
    """Return what a terminal sends for a key."""
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    if key == "shift+tab":
        return "\x1b[Z"
    return chr(_CODES[key]) if key in _CODES else _report(key) or key


def kitty(key: str) -> str:
    """Return what a terminal sends for a key by the kitty protocol, and that it is let go."""
    modifier = 5 if key.startswith("ctrl+") else 2 if key == "shift+tab" else 1
    name = key.rpartition("+")[2] or key
    if report := _report(name):
        return report
    code = _CODES.get(name, ord(name[0]))
    if modifier > 1:
        return f"\x1b[{code};{modifier}u"
    typed = f";;{code}" if name not in _CODES else ""
    return f"\x1b[{code}{typed}u\x1b[{code};1:3u"


def _report(key: str) -> str:
    if key in _CURSOR:
        return f"\x1b[{_CURSOR[key]}"
    return f"\x1b[{_TILDE[key]}~" if key in _TILDE else ""
