"""Lays out a digest: what is new, shared and acted on, what comes up more or less often, words, decisions, verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.learned.digest_views import Answered, Decided, Digest, News, Trend, Turn
from tui.domain.text import listed, plural
from tui.domain.time.dates import day_words
from tui.exchange.document import DASH, Document, Line, Part, Section, item, line, muted
from tui.exchange.layouts import dated, foot_lines, reader_words
from tui.exchange.layouts.insight_pages import insight_lines, words_lines
from tui.exchange.parcel import Parcel

MOST_WORDS = 12
"""How many quotes are shown, the newest; JSON and CSV have all."""
_NEWS: dict[News, str] = {"acted_on": "Acted on", "shared": "Shared with you", "new": "New"}
_TURNS: tuple[tuple[Turn | None, str], ...] = (
    ("rising", "comes up more often"),
    ("falling", "comes up less often"),
    ("steady", "as often"),
    (None, "too few people to say"),
)


def document_of(parcel: Parcel) -> Document:
    """Return a digest as a document; what there is nothing of has no section."""
    digest = parcel.digest
    assert digest is not None, "what is laid out as a digest has one"
    since = digest.since.astimezone(parcel.zone).date()
    names = dict.fromkeys(_name(digest, board.key, board.iteration) for board in digest.boards)
    keys = listed([*names]) if names else "no experiment"
    head = f"Since {dated(since)}, {plural(digest.days, 'day')} · {keys} · for {reader_words(parcel.profile)}"
    sections = [section for section in _sections(digest, parcel) if section.lines]
    return Document(
        f"What we learned, for {digest.discipline}, {dated(parcel.today)}",
        (line(head),),
        tuple(sections) or (Section("Nothing new", (line(muted("nothing was learned or decided since")),)),),
        tuple(foot_lines(parcel.sheet, parcel.at, parcel.profile)),
    )


def _sections(digest: Digest, parcel: Parcel) -> Iterator[Section]:
    for news, heading in _NEWS.items():
        insights = [one.insight for one in digest.insights if one.news == news]
        lines = tuple(row for insight in insights for row in insight_lines(insight, parcel))
        yield Section(heading, lines, count=len(insights))
    yield Section("Themes", tuple(_themes(digest)), aside=f"these {plural(digest.days, 'day')}, and as many before")
    words = [row for note in digest.quotes[-MOST_WORDS:] for row in words_lines(note, "“")]
    more = len(digest.quotes) - MOST_WORDS
    rest = [item(muted(f"{more} earlier ones"))] if more > 0 else []
    yield Section("In their words", (*words, *rest), count=len(digest.quotes))
    yield Section("Decisions", tuple(_decided(one, digest, parcel) for one in digest.decisions))
    yield Section("Verdicts", tuple(_answered(one, digest) for one in digest.verdicts))


def _themes(digest: Digest) -> Iterator[Line]:
    for turn, words in _TURNS:
        for theme in digest.themes:
            if theme.turn == turn:
                yield _theme(theme, words)


def _theme(theme: Trend, words: str) -> Line:
    people = "1 person" if theme.now == "1" else f"{theme.now} people" if theme.now != "0" else "nobody"
    before = theme.before if theme.before != "0" else "nobody"
    return item(Part(theme.name, "strong"), DASH, f"{people}, {before} before: {words}")


def _decided(one: Decided, digest: Digest, parcel: Parcel) -> Line:
    key = [muted(f"{_name(digest, one.key, one.iteration)} ")] if one.key and len(digest.boards) > 1 else []
    decision = [Part(one.decision, "strong")] if one.decision else []
    text = [DASH if decision else Part(""), Part(one.text)] if one.text else []
    owner = [muted(f", {one.owner}")] if one.owner else []
    due = [muted(f", due {day_words(one.due, parcel.today)}")] if one.due else []
    return item(*key, muted(f"{day_words(one.day, parcel.today)} "), *decision, *text, *owner, *due)


def _answered(one: Answered, digest: Digest) -> Line:
    key = [muted(f"{_name(digest, one.key, one.iteration)} ")] if len(digest.boards) > 1 else []
    least = f" with n ≥ {one.criterion.min_n}" if one.criterion.min_n else ""
    answer = one.standing.words if one.standing else "not measured yet"
    return item(*key, f"{one.criterion.metric} {one.criterion.criterion}{least}", DASH, Part(answer, "strong"))


def _name(digest: Digest, key: str, iteration: int | None) -> str:
    """Return how a board is called: with the iteration where several are told of."""
    several = sum(board.key == key for board in digest.boards) > 1
    return f"{key}, iteration {iteration}" if several and iteration else key
