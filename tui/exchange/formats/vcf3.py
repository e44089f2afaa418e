"""vCard 3.0 (RFC 2426), which most address books read best."""

from __future__ import annotations

from tui.exchange.content_lines import unfolded
from tui.exchange.format import Format
from tui.exchange.formats.vcf import WHAT, cards
from tui.exchange.parcel import Parcel


def write(parcel: Parcel) -> str:
    """Return the contacts of a parcel as vCards 3.0."""
    return cards(parcel, "3.0")


FORMAT = Format("vcf3", "vCard 3.0", "vcf", WHAT, write, ("identified",), words=unfolded)
