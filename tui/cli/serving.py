"""`custdev serve`: the board in a browser on this machine."""

from __future__ import annotations

import os
from ipaddress import ip_address

import click

from tui.cli.desk import Desk
from tui.cli.options import Command, option
from tui.cli.output import hint, say
from tui.domain.errors import NotAllowed
from tui.paths import SERVED

PORT = 8017


@click.command("serve", cls=Command, epilog="Example: custdev serve CD")
@click.argument("board", required=False)
@option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen at.")
@option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="The port to listen at.")
@option("--i-know", is_flag=True, help="Listen at an address that others reach: nothing is encrypted.")
@click.pass_context
def serve(ctx: click.Context, board: str | None, host: str, port: int, i_know: bool) -> None:
    """Show the board in a browser, to who has the address that is printed; names stay hidden there.

    Needs the extra `web`. It ends with ctrl+c.
    """
    _check(host, i_know)
    try:
        from tui.web.server import BoardServer  # an extra, which nearly nobody needs
    except ModuleNotFoundError as error:
        raise NotAllowed(
            "custdev serve needs the extra web; nothing is served. Install it: pip install 'custdev[web]'"
        ) from error
    os.environ[SERVED] = "1"
    server = BoardServer(_words(ctx.obj, board), host, port, _tell)
    try:
        server.serve()
    except OSError as error:
        raise NotAllowed(
            f"{host}:{port} cannot be listened at ({error.strerror or error}). Nothing is served. "
            "Choose another one with --port."
        ) from error


def _check(host: str, i_know: bool) -> None:
    try:
        address = ip_address(host)
        is_near, is_any = address.is_loopback, address.is_unspecified
    except ValueError:
        is_near, is_any = host == "localhost", False
    if is_any:
        raise NotAllowed(f"{host} is every address of this machine: nothing is served. Name the one it is reached by.")
    if not is_near and not i_know:
        raise NotAllowed(
            f"{host} may be reached by others, and nothing is encrypted on the way: nothing is served. "
            "Leave --host out, or say --i-know where you have seen to that."
        )


def _words(desk: Desk, board: str | None) -> list[str]:
    options = ["--workspace", str(desk.folder), *(["--as", desk.actor] if desk.actor else [])]
    return [*options, *(["--ascii"] if desk.ascii_only else []), "open", *([board] if board else [])]


def _tell(address: str) -> None:
    say(address)
    hint("Open this address in a browser on this machine; who has it sees and changes the board. ctrl+c ends it.")
