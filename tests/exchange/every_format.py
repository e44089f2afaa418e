"""The names of all formats, for tests of each of them."""

from tui.exchange.formats import format_names

FORMATS = format_names()
