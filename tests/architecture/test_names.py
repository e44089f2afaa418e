"""Names say what a thing is: a module's name is its own, and no name is a word that fits everything."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator

from tests.architecture.sources import Source, sources

SHARED = {
    "app": "the package and the class it is there for",
    "backups": "points in time to go back to: the command, and the files they are",
    "board": "what a board shows: worked out, on its screen, and laid out as a document",
    "cards": "the work on a board: operations and commands",
    "checkup": "whether a workspace is as it should be: records, session, files",
    "consents": "what people agree to: operations and commands",
    "editing": "changing what is there, on a board and among people",
    "erasing": "forgetting somebody: rules, operation, files, command",
    "errors": "what is told in a sentence: of the domain, and of the disk",
    "experiments": "the boards under way: operations, commands, screen",
    "flow": "how work flows over a board: figures, document, command, screen",
    "gathering": "notes that come together in themes: operations, screen",
    "giving": "what leaves: the session's one way out, what is said of it, and its dialog",
    "incentives": "what people get for taking part: rules, operations, commands",
    "invitations": "asking people to take part: rules, operations, commands",
    "ledger": "what speaks for and against a hypothesis, and its rows",
    "looking": "looking closer, at a board and at people",
    "naming": "from what people call things to records: what is there, and boards not started too",
    "notes": "what people said: operations and commands",
    "people": "customers: rules, operations, screen",
    "picture": "how a screen looks, of each screen",
    "report": "a standup report: what it says, and laid out as a document",
    "screen": "what keys do on a screen, of each screen",
    "session": "the package and the class it is there for",
    "standup": "the record, what is walked, and the screen",
    "standups": "standups held: operations, data, commands, and what the screen shows of them",
    "timeline": "everything that happened with a person, and how it is shown",
    "touchpoints": "contacts with people: operations and commands",
}
"""The names that modules share because they are one idea a layer or a screen apart, and which idea that is."""

BY_CHANCE = frozenset({"memory"})
"""Names that are shared without that; each is to be told apart, and none may come to them."""

FILLER = frozenset({"each", "found", "kept", "known", "made", "said", "told", "wanted"})
"""Words that fit whatever stands in a variable and so say nothing of it."""

PUBLISHED = frozenset({("estate", "said"), ("parts", "wanted"), ("pulse", "wanted")})
"""Modules and such words in them that are a key of the JSON that scripts read, and stay for that."""


def test_a_module_has_its_name_to_itself() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for source in sources():
        homes[source.name.rpartition(".")[2]].append(source.name)
    shared = {name: places for name, places in homes.items() if len(places) > 1}
    assert not {name: places for name, places in shared.items() if name not in SHARED.keys() | BY_CHANCE}


def test_a_name_says_what_it_stands_for() -> None:
    wrong = [
        f"{source.at(line)}: {name}"
        for source in sources()
        for line, name in given_names(source)
        if name.strip("_") in FILLER and (source.name.rpartition(".")[2], name) not in PUBLISHED
    ]
    assert not wrong


def given_names(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and name of all that a module defines, assigns and takes as an argument."""
    for node in ast.walk(source.tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield node.lineno, name
