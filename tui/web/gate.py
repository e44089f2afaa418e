"""Who may come in: with the token of this run, from the page of this server, by the address it was given.

textual-serve asks nobody. On the loopback address that is everybody on the machine, and every page a browser shows,
which may open a connection to it as well. So nothing is answered before all three are looked at.
"""

from __future__ import annotations

import hmac
import secrets

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

COOKIE = "custdev_token"
PARAMETER = "token"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; connect-src 'self'; "
        "font-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
"""Nothing is loaded from elsewhere, nothing is kept, and nobody learns the address with the token in it."""


class Gate:
    """Lets requests in that hold the token; `netloc` is host and port as they stand in the address."""

    def __init__(self, netloc: str) -> None:
        self.netloc = netloc
        self.token = secrets.token_urlsafe(32)
        self.nonce = secrets.token_urlsafe(16)

    @property
    def address(self) -> str:
        """The address to open in a browser, the token in it."""
        return f"http://{self.netloc}/?{PARAMETER}={self.token}"

    def refusal(self, request: web.BaseRequest) -> str:
        """Return why a request is not answered, in a sentence; nothing where it is."""
        headers = request.headers
        origin = headers.get("Origin")
        if request.host != self.netloc:
            return f"This board is served at http://{self.netloc} only."
        if origin is not None and origin != f"http://{self.netloc}":
            return "Another page may not open this board."
        if headers.get("Sec-Fetch-Site") == "cross-site" and headers.get("Sec-Fetch-Mode") != "navigate":
            return "Another page may not open this board."
        if not self._holds_token(request):
            return "This board needs the whole address that custdev serve printed, with its token."
        return ""

    def _holds_token(self, request: web.BaseRequest) -> bool:
        token = self.token.encode()
        given = (request.cookies.get(COOKIE, ""), request.query.get(PARAMETER, ""))
        return any(hmac.compare_digest(text.encode(), token) for text in given)

    @property
    def middleware(self) -> Middleware:
        """What every request passes, whatever it asks for."""

        @web.middleware
        async def passing(request: web.Request, handler: Handler) -> web.StreamResponse:
            if why := self.refusal(request):
                return web.Response(status=403, text=f"{why}\n")
            if PARAMETER in request.query:
                return self._admitted()
            return await handler(request)

        return passing

    async def guard(self, request: web.Request, response: web.StreamResponse) -> None:
        """Put the headers on what leaves, errors and files too."""
        for name, value in HEADERS.items():
            response.headers[name] = value.replace("{nonce}", self.nonce)

    def _admitted(self) -> web.Response:
        """Take the token out of the address, where people copy it and browsers remember it."""
        response = web.Response(status=303, headers={"Location": "/"})
        response.set_cookie(COOKIE, self.token, httponly=True, samesite="Strict", path="/")
        return response
