"""The table of figures beside their limits."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One figure; a row without a limit is only there to compare with."""

    what: str
    figure: str
    limit: str = ""
    kept: bool = True

    def __str__(self) -> str:
        verdict = "" if not self.limit else "ok" if self.kept else "OVER"
        return f"{self.what:<54}{self.figure:<58}{self.limit:>8}  {verdict}".rstrip()


HEAD = f"{'what':<54}{'figure of the day':<58}{'limit':>8}"
