"""The three signs that HTML, SVG and Slack read something into, and what is written for them."""

from __future__ import annotations


def inert(text: str) -> str:
    """Return a text in which nothing begins a tag or an entity."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_read(text: str) -> str:
    """Return what is read of such a text, or of one in which quotation marks are entities, too."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
