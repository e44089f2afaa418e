"""vCard 3.0 (RFC 2426), which most address books read best."""

from __future__ import annotations

from functools import partial

from tui.exchange.content_lines import unfolded
from tui.exchange.formats import Format
from tui.exchange.formats.vcf import WHAT, cards

FORMAT = Format("vcf3", "vCard 3.0", "vcf", WHAT, partial(cards, version="3.0"), ("identified",), words=unfolded)
