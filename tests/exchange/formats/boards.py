"""Boards to be written in every format: one with a bit of everything, and one on which a text stands everywhere."""

from __future__ import annotations

from datetime import date
from functools import cache

from msgspec.structs import replace

from tests.domain.world import BOARD, World
from tests.exchange import boards
from tests.exchange.boards import FULL_BOARD
from tui.domain import operations
from tui.domain.records.definition import ColumnDefinition, Criterion
from tui.exchange.document import Document
from tui.exchange.layouts import document_of
from tui.exchange.parcel import Parcel

DRAWN = ("md", "slack", "html", "svg", "txt")
"""The formats that are read as documents."""

HOSTILE = (
    "1986. A year",
    "+ plus",
    "- minus",
    "# tag",
    "## tag ##",
    "> q",
    "1) x",
    "2. two",
    "*",
    "***",
    "---",
    "===",
    "~~~",
    "```",
    "`code`",
    "Call <Ann>",
    "&copy; &amp; &#160; &#x3c;script&#x3e;",
    "[x](javascript:alert(1))",
    "![image](http://pictures.example/x.png)",
    "[x]: http://evil.example",
    "[x] done",
    "a | b",
    "| a | b |",
    "<script>document.title='x'</script>",
    '"><script>document.title="x"</script>',
    "</style></title></main><script>document.title='x'</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a>",
    "]]> <![CDATA[ x ]]> <!-- x --> <?x?> <!DOCTYPE x>",
    "<https://auto.example/a> <mailto:x>",
    "<!channel> <!here> <@U123> <#C1> <http://evil.example|click>",
    "@here @channel @everyone",
    ":wave: 10:30:45",
    "**bold** _it_ *x* ~~gone~~ ~x~ $x$ ==m== %%r%%",
    "[[page]] {{x}} [@click=app.quit] [/]",
    "back\\slash\\",
    "it's \"quoted\" 'twice'",
    "=1+1",
    "ends with #",
    "漢字" * 150,
    "w" * 300,
    "שלום 👩‍👩‍👧 ❤️ 🇩🇪 é",
)
"""What people might type that means something to one of the formats."""


def busy_world() -> World:
    """Return the busy board with a plain note, too."""
    world = boards.busy_world()
    (ada, _) = sorted(world.workspace.participants.values(), key=lambda person: person.number)
    world.note("Reads mail\nin the evening", people=[ada.uid])
    return world


@cache
def world_of(text: str) -> World:
    """Return a board on which a text stands wherever somebody can write one; it is there to be looked at."""
    columns = tuple(replace(column, title=text) for column in BOARD.columns)
    cards = tuple(
        replace(card, title=text, description=text, tags=(text,), checklist=(text, text)) for card in BOARD.cards
    )
    world = World(
        replace(
            FULL_BOARD,
            title=text,
            goals=(text, text),
            hypothesis=text,
            expected_outcome=f"{text}\n{text}",
            test=Criterion(text, text, 20),
            columns=(*columns, ColumnDefinition("more", text, "active")),
            cards=cards,
        )
    )
    for operation in (operations.assign_card, operations.block_card):
        world.do(operation, world.uid(1), text[:60], *([text] if operation is operations.block_card else []))
    world.do(operations.move_card, world.uid(2), "doing")
    grace = world.person("Grace Hopper")
    world.do(operations.give_consent, grace.uid, ["take_part", "quote"])
    world.note(text, kind="quote", stance="supports", people=[grace.uid])
    world.note(f"{text}\n{text}\n\n{text}")
    world.note(text, kind="promise", due=date(2026, 3, 13))
    return world


def parcel_of(world: World) -> Parcel:
    """Return the board of a world as it leaves for the team."""
    return boards.parcel_of(world, profile="team")


def layout_of(world: World) -> Document:
    """Return the board of a world as a document."""
    return document_of(parcel_of(world))


def written(world: World, form: str) -> str:
    """Return the board of a world in a format, for the team."""
    return boards.written(world, form, profile="team")


def words_of(document: Document) -> list[str]:
    """Return what a reader is to see, line by line, without blanks at its ends; empty lines are left out."""
    lines = [*document.head, *(line for section in document.sections for line in section.lines), *document.foot]
    texts = [document.title, *(section.title for section in document.sections), *(line.text for line in lines)]
    return sorted(text for each in texts if (text := each.strip()))
