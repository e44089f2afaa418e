"""The command line: click commands, one module a noun, imported only when used."""

import sys

from tui.cli.lazily import Lazily

sys.meta_path.insert(0, Lazily)
