"""Reads HTML as a browser would: the elements as they are nested, the words, the links."""

from __future__ import annotations

from html.parser import HTMLParser

import mistune
from markdown_it import MarkdownIt

VOID = frozenset({"meta", "br", "img", "input", "hr", "link"})
BLOCKS = frozenset({"p", "li", "ul", "ol", "h1", "h2", "blockquote", "div", "section", "title", "header", "footer"})


class Page(HTMLParser):
    """What is on a page: tags in order with their attributes, blocks of words, links, and whether tags close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.blocks: list[str] = [""]
        self.links: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> list[str]:
        """Each block of words, with a line of its own for each line that was broken; sorted."""
        lines = (line.strip() for block in self.blocks for line in block.split("\n"))
        return sorted(line for line in lines if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag in BLOCKS:
            self.blocks.append("")
        if tag == "br":
            self.blocks[-1] += "\n"
        if tag == "a":
            self.links.append((dict(attrs)["href"] or "", ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # to a browser the stroke says nothing

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["style"]:
            return
        self.blocks[-1] += data
        if "a" in self.open:
            href, words = self.links[-1]
            self.links[-1] = (href, words + data)

    def handle_decl(self, decl: str) -> None:
        self.tags.append(f"!{decl}")

    def handle_comment(self, data: str) -> None:
        self.tags.append("!--")

    def handle_pi(self, data: str) -> None:
        self.tags.append("?")

    def unknown_decl(self, data: str) -> None:
        self.tags.append("![")


def by_markdown_it(text: str) -> Page:
    """Return Markdown as markdown-it reads it, with tables and strike-through as many places have them."""
    return Page(MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text))


def by_mistune(text: str) -> Page:
    """Return Markdown as mistune reads it, with what it has beyond CommonMark but check boxes, which stay words."""
    read = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "footnotes", "math", "mark"])
    return Page(str(read(text)))


READERS = (by_markdown_it, by_mistune)
