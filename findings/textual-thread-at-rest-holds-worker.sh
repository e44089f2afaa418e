#!/usr/bin/env bash
# In Textual 8.2.8 a thread that has done the work of a thread worker (`run_worker(..., thread=True)`) and rests holds
# that worker, the node it was for, and so its whole screen, until the same thread is given other work: the worker sets
# the context variable `active_worker` in the thread's own context and does not reset it. Up to as many screens that
# left stay in memory as the loop's default executor has threads. Work given to `asyncio.to_thread` in an async worker
# runs in a copy of the context, and leaves nothing behind.
# Seen with Python 3.11 in December 2026: one screen pushed, its work waited for, popped; once in each of the two ways.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/pip" install --quiet --disable-pip-version-check textual==8.2.8
"$place/env/bin/python" - <<'PYTHON' >"$place/seen"
import asyncio
import gc
import weakref
from functools import partial

from textual._styles_cache import StylesCache
from textual.app import App
from textual.screen import Screen


def work() -> None:
    pass


async def worked(app: App, **given) -> Screen:
    screen = Screen()
    await app.push_screen(screen)
    await screen.run_worker(**given).wait()
    await app.pop_screen()
    return screen


async def freed(**given) -> bool:
    app = App()
    async with app.run_test() as pilot:
        left = weakref.ref(await worked(app, **given))
        await app.push_screen(Screen())  # what was shown last may be held by what draws it
        await pilot.pause()
        StylesCache.get_inner_outer.cache_clear()
        gc.collect()
        return left() is None


async def main() -> None:
    print("thread worker: freed", await freed(work=work, thread=True))
    print("to_thread in an async worker: freed", await freed(work=partial(asyncio.to_thread, work)))


asyncio.run(main())
PYTHON
cat "$place/seen"
diff "$place/seen" - <<'SEEN'
thread worker: freed False
to_thread in an async worker: freed True
SEEN
