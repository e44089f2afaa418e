"""What stands over a preview: how long it is, and which of it is in sight."""

from __future__ import annotations

from tui.app.giving.proof import Proof
from tui.app.paint import Row, Shown, Span, cut
from tui.domain.history.phrases import plural

NARROW = 60
SLOW = "putting it together…"


def heading_row(proof: Proof | None, sight: tuple[int, int], width: int, *, slow: bool = False) -> Row:
    """Return the row over a preview of which the lines from one to another are in `sight`.

    `slow` is whether something is put together for so long that it is worth a word.
    """
    title = Span("PREVIEW", "bright bold")
    if proof is None or slow:
        return Row((title, Span(f" {SLOW}" if slow else "", "muted")))
    if proof.written is None:
        return Row((title, Span(" nothing may leave like this", "muted")))
    first, last = sight
    size = len(proof.written.data)
    if width < NARROW:
        return Row(
            (title, Span(f" {size:,} bytes", "muted")), (Span(f"{first}-{last} of {len(proof.lines)}", "muted"),)
        )
    words = f"the very bytes, {size:,} of them in {plural(len(proof.lines), 'line')}"
    if proof.hidden:
        words = "names are hidden on the screen, * shows the very bytes"
    return Row(
        (title, Span(f"  {cut(Shown(words), width - 30)}", "muted")), (Span(f"lines {first} to {last}", "muted"),)
    )
