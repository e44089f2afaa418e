#!/usr/bin/env bash
# Textual 8.2.8 keeps what widgets drew after they were removed. `StylesCache.get_inner_outer` is under an `lru_cache` of
# 1,024 entries, and its first argument is the cache of one widget, with the strips that widget drew last. So an app that
# shows and leaves large screens grows until 1,024 of them are held. Clearing that `lru_cache` gives the memory back.
# Seen with Python 3.11 in November 2026: ten times twenty widgets, of which the last twenty are on the screen.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
"$place/env/bin/python" - <<'PYTHON' >"$place/seen"
import asyncio
import gc
import weakref

from textual._styles_cache import StylesCache
from textual.app import App
from textual.widgets import Static


class Renewed(App):
    async def renew(self, turn: int) -> None:
        await self.screen.remove_children()
        await self.mount(*(Static(f"turn {turn}, line {line}") for line in range(20)))


async def main() -> None:
    app = Renewed()
    widgets, drawings = weakref.WeakSet(), weakref.WeakSet()
    async with app.run_test() as pilot:
        for turn in range(10):
            await app.renew(turn)
            await pilot.pause()
            widgets.update(app.query(Static))
            drawings.update(widget._styles_cache for widget in app.query(Static))
        gc.collect()
        print("widgets in memory:", len(widgets), "- drawings:", len(drawings))
        StylesCache.get_inner_outer.cache_clear()
        gc.collect()
        print("once the lru_cache is cleared:", len(widgets), "- drawings:", len(drawings))


asyncio.run(main())
PYTHON
cat "$place/seen"
diff "$place/seen" - <<'SEEN'
widgets in memory: 20 - drawings: 200
once the lru_cache is cleared: 20 - drawings: 20
SEEN
