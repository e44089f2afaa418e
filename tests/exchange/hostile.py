"""A workspace in whose every text somebody is named, and the words that must not be found in what leaves of it."""

from __future__ import annotations

import html
import re
import unicodedata
from datetime import timedelta

from tests.domain.world import DAY, World
from tests.exchange.boards import FULL_BOARD
from tests.planting import planted
from tui.domain import operations
from tui.domain.evidence.stances import OWN_KINDS
from tui.domain.records import Record
from tui.domain.records.vocabulary import CONSENT_SCOPES

PEOPLE: tuple[dict[str, object], ...] = (
    {"name": "Siobhán O'Neil", "email": ["siobhan.oneil@example.com"], "org": "Northwind Traders GmbH"},
    {"name": "Jose\u0301 A\u0301lvarez", "tel": ["+44 7700 900123"]},
    {"name": "李小龙"},
    {"name": "Ann-Marie d’Arc", "nickname": "Amie"},
    {"name": "Will Brandtmark"},
    {"name": "Jørgen Strøm", "email": ["jstrom@example.org"]},
)
TEXT = (
    "Siobhán O'Neil <siobhan.oneil@example.com> of Northwind Traders; JOSE\u0301 A\u0301LVAREZ +44 (0)7700 900123, "
    "李小龙さん, [[Ann-Marie d'Arc]] and Amie; Will Brandtmark's idea, Joergen Stroem, jstrom@example.org @siobhan"
)
PLANTED = (
    *("experiments", "cards", "notes", "touchpoints", "standups", "participants"),
    *("themes", "insights", "measurements"),
)
TOKENS = (
    *("siobhan", "oneil", "o'neil", "northwind", "jose", "alvarez", "7700", "900123", "小龙", "ann-marie", "annmarie"),
    *("d'arc", "darc", "amie", "brandtmark", "jorgen", "joergen", "strom", "stroem"),
)


def hostile_world() -> World:
    """Return a world with a record of every kind, all texts of which name everybody; all of them agreed to all."""
    world = World(FULL_BOARD)
    people = [world.person(**fields) for fields in PEOPLE]  # type: ignore[arg-type]
    for person in people:
        world.do(operations.give_consent, person.uid, list(CONSENT_SCOPES))
        world.do(operations.edit_person, person.uid, segments=["host", "demographic:rural"])
        world.do(operations.link_contact, world.uid(1), person.uid)
    world.do(operations.move_card, world.uid(1), "doing")
    world.do(operations.move_card, world.uid(3), "done")
    world.do(operations.block_card, world.uid(2), "waits", "somebody")
    world.do(operations.assign_card, world.uid(1), "ben")
    world.do(operations.set_due, world.uid(1), (world.now + DAY).date())
    uids = [person.uid for person in people]
    for kind in ("quote", "pain", "request", "learned", "note", "surprise", "behaviour"):
        world.note("x", kind=kind, people=uids, stance=None if kind in OWN_KINDS else "supports", tags=["t"])
    world.note("x", kind="promise", people=uids, due=(world.now + DAY).date())
    world.do(operations.log_touchpoint, "interview", uids, cards=[world.uid(1)], summary="x", expectation="y")
    learn(world, "x")
    gone = world.add("Not now")
    world.do(operations.archive_card, gone.uid)
    world.do(operations.begin_standup, [world.experiment.uid], world.now - DAY)
    held = next(iter(world.workspace.standups.values()))
    world.do(operations.set_attendees, held.uid, ["ux"])
    world.do(operations.decide_in_standup, held.uid, "x", owner="ben", card=world.uid(2))
    world.do(operations.log_touchpoint, "interview", uids, at=world.now + DAY, status="confirmed", expectation="y")
    world.now -= 3 * DAY
    world.do(operations.begin_standup, [world.experiment.uid], world.now - DAY)
    before = next(each for each in world.workspace.standups.values() if each.uid != held.uid)
    world.do(operations.decide_in_standup, before.uid, "x", owner="ben", card=world.uid(2))
    world.now += 3 * DAY
    world.later(timedelta(hours=1))
    changed: dict[str, dict[str, Record | None]] = {}
    for table in (
        "experiments",
        "cards",
        "notes",
        "touchpoints",
        "standups",
        "participants",
        "themes",
        "insights",
        "measurements",
    ):
        records = world.workspace.table(table)
        changed[table] = {uid: planted(record, _named, lambda _: "ben") for uid, record in records.items()}
    world.workspace = world.workspace.replace(changed)
    return world


def learn(world: World, text: str) -> None:
    """Gather all that was said in a theme, make an insight of it, and measure something of a part."""
    notes = [note.uid for note in world.workspace.notes.values() if note.kind not in OWN_KINDS]
    theme = next(iter(world.do(operations.add_theme, text, aliases=[f"{text} too"]).records["themes"]))
    world.do(operations.gather_notes, notes, theme)
    change = world.do(operations.add_insight, text, notes=notes[:3], against=notes[3:4], themes=[theme])
    world.do(operations.share_insight, next(iter(change.records["insights"])), "design")
    fields = {"on": world.now.date(), "wave": text, "segment": text, "question": text}
    world.do(operations.measure, world.experiment.uid, "csat", ["7", "9"], **fields)


def _named(text: str) -> str:
    return f"{text} {TEXT}".strip()


def as_read(text: str) -> str:
    """Return a text as a reader might put it together: unescaped, unfolded, without mark-up, marks and line ends."""
    text = text.replace("\r\n ", "").replace("\\\n", "\n")
    text = re.sub(r"</?(?:span|tspan|b|strong|em|i|text|a)\b[^>]*>", "", text)
    text = re.sub(r"<[^>]{0,300}>", " ", text)
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), html.unescape(html.unescape(text)))
    text = unicodedata.normalize("NFKD", re.sub(r"\\(.)", r"\1", text)).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char) and char not in "\u200b\u2060\u00ad")
    text = text.replace("ø", "o").replace("’", "'").replace("&", " ")
    return re.sub(r"\s+", " ", text)


def leaks_in(text: str) -> list[str]:
    """Return which words that tell who somebody is are in a text, or would be if its lines were joined."""
    read = as_read(text)
    joined = read.replace(" ", "")
    spaced = {token for token in TOKENS if token in read}
    return sorted(spaced | {token for token in ("oneil", "900123", "brandtmark", "alvarez") if token in joined})
