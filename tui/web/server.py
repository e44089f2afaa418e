"""Serves the board: textual-serve runs the app for each page that is opened, behind a gate and on a page of ours."""

from __future__ import annotations

import logging
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp_jinja2
from aiohttp import web
from textual_serve.server import Server

from tui.web.gate import Gate

TITLE = "custdev"


class BoardServer(Server):
    """Serves the app on a workspace to who holds the token of this run.

    `netloc` is host and port as they stand in the address; `tell` is given the address once somebody can come.
    """

    def __init__(self, words: list[str], host: str, port: int, tell: Callable[[str], None]) -> None:
        netloc = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        command = shlex.join([sys.executable, "-m", "tui", *words])
        page = Path(__file__).parent
        super().__init__(command, host, port, TITLE, f"http://{netloc}", templates_path=page)
        self.gate = Gate(netloc)
        self._tell = tell

    def initialize_logging(self) -> None:
        """Say nothing but what goes wrong, without the values of variables: they hold what people said."""
        logging.basicConfig(level=logging.ERROR, format="custdev serve: %(message)s")

    async def on_startup(self, app: web.Application) -> None:
        """Say where the board is."""
        self._tell(self.gate.address)

    @aiohttp_jinja2.template("page.html")
    async def handle_index(self, request: web.Request) -> dict[str, Any]:
        """Give the page what it needs."""
        return {"title": TITLE, "socket": f"ws://{self.gate.netloc}/ws", "nonce": self.gate.nonce}

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self.gate.middleware)
        app.on_response_prepare.append(self.gate.guard)
        return app
