#!/usr/bin/env bash
# In Textual 8.2.8 a removed Input (or TextArea) stays in memory as long as the screen it was on: when it is mounted it
# subscribes to the screen's `text_selection_started_signal`, and nothing takes that back. The signal keeps subscribers
# in a WeakKeyDictionary, but what it calls is bound to the very widget, so the key never goes. They go when text is
# marked with the mouse the next time, or when the widget unsubscribes as it is unmounted.
# Seen with Python 3.11 in November 2026: ten fields shown one after the other, with a Static beside each to compare.
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
from textual.widgets import Input, Static


class Letting(Input):
    def on_unmount(self) -> None:
        self.screen.text_selection_started_signal.unsubscribe(self)


async def main() -> None:
    for field in (Input, Letting):
        app = App()
        fields, beside = weakref.WeakSet(), weakref.WeakSet()
        async with app.run_test() as pilot:
            for _ in range(10):
                await app.mount(field(), Static("beside it"))
                await pilot.pause()
                fields.update(app.query(Input))
                beside.update(app.query(Static))
                await app.screen.remove_children()
                await pilot.pause()
            StylesCache.get_inner_outer.cache_clear()
            gc.collect()
            print(f"{field.__name__}: {len(fields)} of 10 in memory, Static: {len(beside)} of 10")


asyncio.run(main())
PYTHON
cat "$place/seen"
diff "$place/seen" - <<'SEEN'
Input: 10 of 10 in memory, Static: 1 of 10
Letting: 1 of 10 in memory, Static: 1 of 10
SEEN
