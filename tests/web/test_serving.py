"""The board in a browser: nothing is answered without the token, and names are never shown there."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import psutil
import pytest
import pytest_asyncio
from aiohttp import web

from tests.app.sample import BOARD, write_sample
from tests.app.user import QUIET
from tui.paths import SERVED
from tui.web.gate import COOKIE
from tui.web.server import BoardServer

ROADS = ("/", "/ws", "/static/js/textual.js", "/static/", "/download/x", "/nowhere")


@pytest_asyncio.fixture
async def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[BoardServer]:
    """Serve the sample on the loopback address."""
    folder = write_sample(tmp_path / "workspace")
    monkeypatch.setenv(SERVED, "1")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = BoardServer(["--workspace", str(folder), "open", BOARD], "127.0.0.1", port, lambda address: None)
    runner = web.AppRunner(await serving._make_app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield serving
    await runner.cleanup()


def base(server: BoardServer) -> str:
    return f"http://{server.gate.netloc}"


def cookie(server: BoardServer) -> dict[str, str]:
    return {COOKIE: server.gate.token}


@pytest.mark.parametrize("road", ROADS)
async def test_nothing_is_answered_without_the_token(server: BoardServer, road: str) -> None:
    wrong = (None, {COOKIE: ""}, {COOKIE: "wrong"}, {COOKIE: server.gate.token[:-1]})
    for cookies in wrong:
        async with aiohttp.ClientSession(cookies=cookies) as session, session.get(base(server) + road) as answer:
            assert answer.status == 403
            assert "token" in await answer.text()


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://elsewhere.example"},
        {"Origin": "null"},
        {"Host": "elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
    ids=str,
)
async def test_another_page_or_name_gets_nothing_even_with_the_token(
    server: BoardServer, road: str, headers: dict[str, str]
) -> None:
    async with (
        aiohttp.ClientSession(cookies=cookie(server), headers=headers) as session,
        session.get(base(server) + road) as answer,
    ):
        assert answer.status == 403


async def test_the_token_leaves_the_address_for_a_cookie_that_scripts_do_not_see(server: BoardServer) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(server.gate.address, allow_redirects=False) as answer,
    ):
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        given = answer.headers["Set-Cookie"]
        assert server.gate.token in given
        assert "HttpOnly" in given
        assert "SameSite=Strict" in given


async def test_the_page_is_ours_and_loads_nothing_from_elsewhere(server: BoardServer) -> None:
    async with aiohttp.ClientSession(cookies=cookie(server)) as session:
        async with session.get(base(server)) as answer:
            page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
        assert set(re.findall(r"\w+://[^/\"]+", page)) == {f"ws://{server.gate.netloc}"}
        assert "default-src 'none'" in policy
        assert not re.search(r"https?:", policy)
        for path in set(re.findall(r"/static/[^\"]+", page)):
            async with session.get(base(server) + path) as answer:
                assert answer.status == 200, path
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_board_comes_over_the_connection_and_is_left_by_its_key(server: BoardServer) -> None:
    headers = {"Origin": base(server)}
    async with (
        aiohttp.ClientSession(cookies=cookie(server), headers=headers) as session,
        session.ws_connect(f"{base(server)}/ws?width=120&height=40") as connection,
    ):
        drawn = b""
        async with asyncio.timeout(30):
            while "Customer Development" not in drawn.decode(errors="ignore"):
                drawn += await connection.receive_bytes()
            await connection.send_json(["stdin", "q"])
            async for message in connection:
                drawn = message.data
        assert connection.closed
    async with asyncio.timeout(30):
        while psutil.Process().children():
            await asyncio.sleep(QUIET)
        await asyncio.sleep(QUIET)


def test_every_run_has_a_token_of_its_own(tmp_path: Path) -> None:
    one, other = (BoardServer([], "127.0.0.1", 1, lambda address: None).gate for _ in range(2))
    assert one.token != other.token
    assert len(one.token) >= 43
    assert BoardServer([], "::1", 8017, lambda address: None).gate.netloc == "[::1]:8017"
