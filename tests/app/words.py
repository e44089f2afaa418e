"""Ordinary words, as people type them among all commands; and what is to come first, on each of the screens."""

from __future__ import annotations

ADD, PERSON, EDIT, EDIT_PERSON = "Add a card", "Add a person", "Edit the card", "Edit the person"
SNAPSHOT, FLOW, REPORT, COPY = "Give out a snapshot", "Flow: ", "Write the report", "Copy the card"
FILTER, FIND, PEOPLE, HELP, QUIT, BOARDS = "Filter the cards", "Find people", "People: ", "Help", "Quit", "All exp"
DUE, OWNER, TAGS, BLOCK, EXPEDITE = "Set the day it is due", "Give the card an owner", "Set the tags", "Block or", "Exp"
NOTE, NOTE_PERSON, NOTE_STOP = (
    "Capture a note about the card",
    "Capture a note about the person",
    "Capture a note about",
)
MAY, MAY_PERSON = "Permission: what a customer", "Permission: what the person"
LIMIT, COLUMNS, LEVEL = "WIP limit of", "Columns of the board", "Service level: "
STEP, GOAL, DECIDE, BOARD = "Add a step", "Read the hypothesis", "Decide: ", "Edit board"
AGREE, LINK, CSV, TALK, STANDUP = (
    "Note a decision",
    "Link customers",
    "Give out the flow",
    "Log a touchpoint",
    "Standup: ",
)
ARCHIVE, ARCHIVE_NOTE, ARCHIVE_ALL, ERASE = (
    "Archive the card",
    "Archive the chosen",
    "Archive the exp",
    "Erase the person",
)

SCREENS = {"board": (), "people": ("P",), "experiments": ("0",), "standup": ("S",), "flow": ("f",)}
"""Screens, and the keys that lead there from the board."""

FIRST: dict[str, tuple[str, ...]] = {
    # one for every screen; or five: board, people, experiments, standup, flow
    "export": (SNAPSHOT, SNAPSHOT, SNAPSHOT, REPORT, CSV),
    "snapshot": (SNAPSHOT,),
    "share": (SNAPSHOT, SNAPSHOT, SNAPSHOT, REPORT, CSV),
    "csv": (SNAPSHOT, CSV, CSV, CSV, CSV),
    "report": (FLOW, FLOW, FLOW, REPORT, CSV),
    "copy": (COPY,),
    "search": (FILTER, FIND, FILTER, FILTER, FILTER),
    "find": (FILTER, FIND, FILTER, FILTER, FILTER),
    "filter": (FILTER, FIND, FILTER, FILTER, FILTER),
    "settings": ("Settings: ",),
    "preferences": ("Settings: ",),
    "keys": (HELP,),
    "shortcuts": (HELP,),
    "wip": (LIMIT,),
    "limit": (LIMIT,),
    "columns": (COLUMNS,),
    "sle": (LEVEL,),
    "yaml": (BOARD,),
    "import": (ADD, PERSON, PERSON, ADD, PERSON),
    "new": (ADD, PERSON, ADD, ADD, ADD),
    "task": (ADD,),
    "rename": (EDIT, EDIT_PERSON, EDIT, EDIT, EDIT),
    "delete": (ARCHIVE, ERASE, ARCHIVE, ARCHIVE, ARCHIVE),
    "archive": (ARCHIVE, ARCHIVE_NOTE, ARCHIVE_ALL, ARCHIVE, ARCHIVE_ALL),
    "contact": (PEOPLE, PERSON, PEOPLE, PEOPLE, PEOPLE),
    "customer": (LINK, PERSON, PEOPLE, LINK, PEOPLE),
    "consent": (MAY, MAY_PERSON, MAY, MAY, MAY),
    "gdpr": (MAY, MAY_PERSON, MAY, MAY, MAY),
    "promise": (NOTE, NOTE_PERSON, NOTE, NOTE_STOP, NOTE),
    "quote": (NOTE, NOTE_PERSON, NOTE, NOTE_STOP, NOTE),
    "interview": (TALK,),
    "invite": ("Ask to take part",),
    "erase": (ERASE,),
    "backup": ("Save elsewhere",),
    "save": ("Try saving again",),
    "undo": ("Undo",),
    "redo": ("Redo",),
    "quit": (QUIT,),
    "exit": (QUIT,),
    "deadline": (DUE,),
    "due": (DUE,),
    "urgent": (EXPEDITE,),
    "assign": (OWNER,),
    "tag": (TAGS,),
    "waiting": (BLOCK,),
    "checklist": (STEP,),
    "decision": (DECIDE, DECIDE, DECIDE, AGREE, DECIDE),
    "goal": (GOAL,),
    "iterate": ("Iterate: ",),
    "duplicates": ("Merge into",),
    "boards": (BOARDS,),
    "metrics": (FLOW,),
    "daily": (STANDUP,),
    "dark": ("Theme: ",),
    "history": ("Messages: ",),
    "names": ("Show or hide names",),
}


def first(word: str, screen: str) -> str:
    """Return how the title begins of what comes first where a word is typed on a screen."""
    titles = FIRST[word]
    return titles[list(SCREENS).index(screen)] if len(titles) > 1 else titles[0]
