"""The colours of our themes where a terminal has 256 of them, or 16: chosen by hand, each one that it has.

Turned into the nearest by itself, all our dark grounds would be black, and what is selected would be grey on grey. With
sixteen there is but one ground: what differs is said by a bar, in bold, and by the edge of a dialog. They are written
as the palette has them that Rich measures the nearest by; what a terminal shows for the sixteen is its own affair, so
that only those are taken which can be read on black, and on white, in all common palettes.
"""

from __future__ import annotations

from collections.abc import Mapping

DARK_256 = {
    "bg": "#121212",
    "surface": "#1c1c1c",
    "card": "#1c1c1c",
    "panel": "#262626",
    "sel": "#00005f",
    "line": "#4e4e4e",
    "faint": "#6c6c6c",
    "muted": "#a8a8a8",
    "text": "#d0d0d0",
    "bright": "#ffffff",
    "accent": "#87afff",
    "people": "#5fd7d7",
    "ok": "#87d787",
    "warn": "#d7af5f",
    "danger": "#ff8787",
    "learn": "#d7afff",
}
LIGHT_256 = {
    "bg": "#ffffff",
    "surface": "#eeeeee",
    "card": "#eeeeee",
    "panel": "#e4e4e4",
    "sel": "#d7d7ff",
    "line": "#bcbcbc",
    "faint": "#9e9e9e",
    "muted": "#4e4e4e",
    "text": "#262626",
    "bright": "#000000",
    "accent": "#005faf",
    "people": "#005f5f",
    "ok": "#005f00",
    "warn": "#5f5f00",
    "danger": "#af0000",
    "learn": "#5f0087",
}
_BLACK, _RED, _BLUE, _MAGENTA, _CYAN, _GREY = "#000000", "#aa0000", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"
_DIM, _WHITE = "#555555", "#ffffff"
_GROUNDS = ("bg", "surface", "card", "panel", "sel")
DARK_16 = dict.fromkeys(_GROUNDS, _BLACK) | {
    "line": _DIM,
    "faint": _DIM,
    "muted": _GREY,
    "text": _GREY,
    "bright": _WHITE,
    "accent": "#55ffff",
    "people": _CYAN,
    "ok": "#55ff55",
    "warn": "#ffff55",
    "danger": "#ff5555",
    "learn": "#ff55ff",
}
LIGHT_16 = dict.fromkeys(_GROUNDS, _WHITE) | {
    "line": _GREY,
    "faint": _DIM,
    "muted": _BLACK,
    "text": _BLACK,
    "bright": _BLACK,
    "accent": _BLUE,
    "people": _BLUE,
    "ok": _BLACK,
    "warn": _MAGENTA,
    "danger": _RED,
    "learn": _MAGENTA,
}
ONE_GROUND = "standard"
FEW: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "256": (DARK_256, LIGHT_256),
    ONE_GROUND: (DARK_16, LIGHT_16),
}
"""The dark and the light ones, by what Rich calls the number of colours that a terminal has."""
