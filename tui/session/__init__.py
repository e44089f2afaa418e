"""One open workspace: run an operation, undo, redo, listen. The one road by which anything changes."""

from tui.definitions.catalog import CatalogEntry
from tui.session.checkup import findings, mend_numbers, repair
from tui.session.notices import Listener, Notice
from tui.session.session import Draft, Session
from tui.store import Backup, check_files, repair_files

__all__ = [
    "Backup",
    "CatalogEntry",
    "Draft",
    "Listener",
    "Notice",
    "Session",
    "check_files",
    "findings",
    "mend_numbers",
    "repair",
    "repair_files",
]
