"""Files of other programs, in whatever encoding they wrote them."""

from __future__ import annotations

from tui.domain.errors import NotAllowed

_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decoded(data: bytes) -> tuple[str, list[str]]:
    """Return the text of a file, and what was assumed.

    Bytes that say no encoding are UTF-8, or else Windows' Western one.

    Raises:
        NotAllowed: It says an encoding, and is not whole in it.
    """
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise NotAllowed("It is not whole: its last signs are missing. Nothing was changed.") from None
    return data.decode("cp1252", errors="replace"), ["It is no UTF-8 and was read as Windows' Western encoding."]
