"""One open workspace: run an operation, undo, redo, listen. The one road by which anything changes."""

from tui.definitions.catalog import CatalogEntry
from tui.session.notices import Listener, Notice
from tui.session.session import Draft, Session

__all__ = ["CatalogEntry", "Draft", "Listener", "Notice", "Session"]
