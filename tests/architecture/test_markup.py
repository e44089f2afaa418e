"""What people wrote must never be read as markup: `[/]` in a title would raise, `[@click=...]` would act."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import Source, sources
from tests.architecture.test_purity import called

READS_MARKUP = {"notify", "Label", "Static", "from_markup", "Button", "Checkbox", "OptionList", "Option", "Link"}
"""Callables of Textual that take a string for markup unless told otherwise."""
TEXT_ARGUMENTS = {"message", "content", "label", "title"}
TITLES = {"border_title", "border_subtitle", "tooltip"}


def plain(node: ast.expr) -> bool:
    """Return whether an expression cannot carry text of people as a string: it is written out here, or is Content."""
    match node:
        case ast.Constant():
            return True
        case ast.Call():
            made_by = ast.unparse(node.func)
            return made_by.split(".")[0] in ("Content", "Text") or called(node) in ("escape", "content")
        case ast.IfExp(body=body, orelse=orelse):
            return plain(body) and plain(orelse)
        case ast.BinOp(left=left, right=right):
            return plain(left) and plain(right)
        case ast.Name(id=name):
            return name.isupper()
        case _:
            return False


def offences(source: Source) -> list[str]:
    """Return the places of a module where text of people could be read as markup."""
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and called(node) in READS_MARKUP:
            unmarked = any(word.arg == "markup" and ast.unparse(word.value) == "False" for word in node.keywords)
            named = [] if called(node) == "from_markup" else node.keywords
            texts = [*node.args[:1], *(word.value for word in named if word.arg in TEXT_ARGUMENTS)]
            if not unmarked and not all(map(plain, texts)):
                found.append(f"{source.at(node.lineno)}: {ast.unparse(node)[:80]}")
        elif isinstance(node, ast.Assign):
            names = {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
            if names & TITLES and not plain(node.value):
                found.append(f"{source.at(node.lineno)}: {ast.unparse(node)[:80]}")
    return found


def test_text_of_people_never_passes_for_markup() -> None:
    assert [place for source in sources("app") for place in offences(source)] == []


@pytest.mark.parametrize(
    ("code", "safe"),
    [
        ("self.notify(f'Moved {title}')", False),
        ("self.notify(sentence)", False),
        ("self.notify(message=sentence)", False),
        ("self.notify(f'Moved {title}', markup=False)", True),
        ("self.notify('Saved')", True),
        ("Label(card.title)", False),
        ("Label(Content(card.title))", True),
        ("Static(Content.from_markup('[b]Hi[/b]'))", True),
        ("Content.from_markup(title)", False),
        ("Content.from_markup('[b]$title[/b]', title=title)", True),
        ("self.border_title = card.title", False),
        ("self.border_title = Content(card.title)", True),
        ("self.border_title = 'Notes'", True),
        ("Static()", True),
    ],
)
def test_the_check_knows_what_it_looks_for(code: str, safe: bool) -> None:
    path = sources()[0].path
    assert (offences(Source(path, "tui.app.example", ast.parse(code))) == []) is safe
