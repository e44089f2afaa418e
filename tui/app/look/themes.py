"""The two themes, and the tokens every theme must have for our widgets to be drawn."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from textual.theme import Theme

from tui.app.look.few_colours import FEW
from tui.exchange.colours import DARK, LIGHT

DARK_NAME, LIGHT_NAME = "custdev-dark", "custdev-light"


def _theme(name: str, tokens: Mapping[str, str], *, dark: bool) -> Theme:
    return Theme(
        name=name,
        primary=tokens["accent"],
        secondary=tokens["people"],
        accent=tokens["accent"],
        foreground=tokens["text"],
        background=tokens["bg"],
        surface=tokens["surface"],
        panel=tokens["panel"],
        success=tokens["ok"],
        warning=tokens["warn"],
        error=tokens["danger"],
        dark=dark,
        variables={
            **tokens,
            "text-muted": tokens["muted"],
            "text-disabled": tokens["faint"],
            "border": tokens["line"],
            "scrollbar": tokens["line"],
            "scrollbar-hover": tokens["muted"],
            "scrollbar-background": tokens["bg"],
            "scrollbar-active": tokens["accent"],
            "block-cursor-background": tokens["sel"],
            "block-cursor-foreground": tokens["bright"],
            "block-cursor-text-style": "bold",
            "input-cursor-background": tokens["accent"],
            "input-cursor-foreground": tokens["bg"],
            "input-selection-background": tokens["line"],
        },
    )


@cache
def themes_of(colours: str | None = None) -> tuple[Theme, Theme]:
    """Return our themes, dark and light, for a terminal with so many colours, by Rich's name for it."""
    dark, light = FEW.get(colours or "", (DARK, LIGHT))
    return _theme(DARK_NAME, dark, dark=True), _theme(LIGHT_NAME, light, dark=False)


def token_defaults(variables: Mapping[str, str]) -> dict[str, str]:
    """Return our tokens in terms of a theme that does not know them, so that people's own themes work too."""
    return {
        "bg": variables["background"],
        "card": variables["surface-lighten-1"],
        "sel": variables["primary-muted"],
        "line": variables["panel-lighten-2"],
        "faint": variables.get("foreground-disabled") or variables["foreground"],
        "muted": variables["foreground-muted"],
        "bright": variables["foreground"],
        "people": variables["secondary"],
        "learn": variables["accent"],
        "ok": variables["success"],
        "warn": variables["warning"],
        "danger": variables["error"],
    }
