"""The colours of the terminal and of pages and pictures, light and dark, by what they are for."""

from __future__ import annotations

_COLOURS = {
    "bg": ("#11151B", "#FBFAF7"),
    "surface": ("#171B23", "#F5F3EF"),
    "card": ("#1D2129", "#F0EDE9"),
    "panel": ("#22272F", "#EAE7E2"),
    "sel": ("#2B354A", "#CCD9F4"),
    "line": ("#3D434D", "#CDCAC3"),
    "faint": ("#5D646F", "#A19E98"),
    "muted": ("#A0A6B2", "#555A62"),
    "text": ("#D5D9E1", "#2B303A"),
    "bright": ("#F1F3F8", "#11161F"),
    "accent": ("#99BEFF", "#375396"),
    "people": ("#72D0D0", "#006666"),
    "ok": ("#8ED09C", "#156832"),
    "warn": ("#DEB870", "#774F00"),
    "danger": ("#FB8F8D", "#9C2527"),
    "learn": ("#D2ACEE", "#6A4286"),
}
"""What a colour is for: the dark one, and the light one."""

DARK = {name: dark for name, (dark, _) in _COLOURS.items()}
LIGHT = {name: light for name, (_, light) in _COLOURS.items()}
