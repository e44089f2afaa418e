"""Board definitions: YAML in, `BoardDefinition` out, and where the files are found. The only importer of yaml."""

from tui.definitions.catalog import Catalog, CatalogEntry
from tui.definitions.loader import definition_hash, load_board
from tui.definitions.slugs import Slugs, slug

__all__ = ["Catalog", "CatalogEntry", "Slugs", "definition_hash", "load_board", "slug"]
