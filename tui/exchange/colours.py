"""The colours of the terminal and of pages and pictures, light and dark, by what they are for."""

from __future__ import annotations

DARK = {
    "bg": "#11151B",
    "surface": "#171B23",
    "card": "#1D2129",
    "panel": "#22272F",
    "sel": "#2B354A",
    "line": "#3D434D",
    "faint": "#5D646F",
    "muted": "#A0A6B2",
    "text": "#D5D9E1",
    "bright": "#F1F3F8",
    "accent": "#99BEFF",
    "people": "#72D0D0",
    "ok": "#8ED09C",
    "warn": "#DEB870",
    "danger": "#FB8F8D",
    "learn": "#D2ACEE",
}
LIGHT = {
    "bg": "#FBFAF7",
    "surface": "#F5F3EF",
    "card": "#F0EDE9",
    "panel": "#EAE7E2",
    "sel": "#CCD9F4",
    "line": "#CDCAC3",
    "faint": "#A19E98",
    "muted": "#555A62",
    "text": "#2B303A",
    "bright": "#11161F",
    "accent": "#375396",
    "people": "#006666",
    "ok": "#156832",
    "warn": "#774F00",
    "danger": "#9C2527",
    "learn": "#6A4286",
}
