"""Writes the published JSON Schemas: `python -m tests.schemas`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tui.exchange.json_schema import schemas

FOLDER = Path(__file__).parents[1] / "docs" / "schemas"


def texts() -> dict[Path, str]:
    """Return the text of each schema by the file it is published in."""
    return {FOLDER / f"{name}.schema.json": f"{json.dumps(schema, indent=2)}\n" for name, schema in schemas().items()}


def main() -> None:
    """Write them."""
    for path, text in texts().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
