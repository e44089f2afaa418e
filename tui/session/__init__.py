"""One open workspace: run an operation, undo, redo, listen. The one road by which anything changes."""

from tui.definitions.catalog import CatalogEntry
from tui.session.pending import Listener, Notice
from tui.session.session import Draft, Session
from tui.store import Backup

__all__ = ["Backup", "CatalogEntry", "Draft", "Listener", "Notice", "Session"]
