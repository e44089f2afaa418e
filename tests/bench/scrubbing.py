"""What scrubbing costs: ordinary text, and the nastiest there is, by the megabyte and in CPU time."""

from __future__ import annotations

import time
from collections.abc import Iterator

from tests.bench.table import Row
from tui.domain.privacy.names import Identity, Scrubber

SIZE = 200_000
RUNS = 5
LEAST_ORDINARY = 10.0
LEAST_NASTY = 1.0
GIVEN = ["Jane", "Will", "Jörg", "Seán", "Ann-Marie", "Grace", "Åse", "Mark"]
FAMILY = ["Doe", "May", "Müller", "O'Neil", "Rose", "van der Berg"]
NAMES = [(given, family) for given in GIVEN for family in FAMILY]
PEOPLE = [
    Identity(
        f"P{number:02d}",
        (f"{given} {family}",),
        given,
        family,
        emails=(f"{given}.{family}@example.com",),
        phones=(f"+44 7700 {900_000 + number}",),
        org="Northwind Traders",
    )
    for number, (given, family) in enumerate(NAMES)
]
ORDINARY = """\
We asked how the team will plan its week, and what the list of open questions is good for. Nobody looks at it after
Monday: the report for the export takes too long, so they copy numbers by hand (about 40 rows, once or twice a day).
On 2026-11-23 at 09:11 we saw it again - the second column was empty, and a colleague said that it may be the file.
Für die Übergabe schreibt die Leitung einen kurzen Brief; größere Änderungen stehen später im Protokoll.
What they like most is that a card says who waits for whom, because that was the reason for half of the calls. They
would pay for it if it could tell them a day earlier; until then a reminder in the calendar has to do. Whether that
holds for other teams, we do not know yet - two of five told us the opposite. See https://example.com/notes/12 for
the long form, and/or the sheet of last week; next step: ask {} for the old version.
"""
NASTY = {
    "long digit rows": "1",
    "single digits": "1 ",
    "short digit groups": "012 ",
    "groups of many lengths": "12 345 ",
    "local numbers": "555-0100 ",
    "known numbers": "7700 900001 ",
    "international signs": "+1 ",
    "dates": "2126-11-23 ",
    "lines of numbers": "12\n",
    "decimals": "1.5 ",
    "UUIDs": "12345678-1234-",
    "at signs": "@",
    "short addresses": "a@",
    "addresses": "a.b@c.de ",
    "long local parts": "a" * 70 + "@",
    "words and dots": "a.",
    "hosts": "www.",
    "schemes": "http://",
    "paths": "a.b/",
    "references": "&#97;",
    "percent escapes": "%C3%A9",
    "accents": "é",
    "marks": "\u0301",
    "unspaced text": "我们今天见了",
    "names in unspaced text": "李小龙",
    "names": "Jane ",
    "full names": "Jane Doe, ",
    "genitives": "Janes ",
    "names run together": "jane_doe_",
    "quoted names": 'Jane "Jo" Doe ',
    "replaced before": "[name] Jane ",
    "blanks": "12" + " " * 50,
}


def megabytes_a_second(text: str) -> float:
    """Return how much of a text is scrubbed in a second of CPU time, at best."""
    seconds = []
    for _ in range(RUNS):
        scrubber = Scrubber(PEOPLE)
        start = time.process_time()
        scrubber.scrub(text)
        seconds.append(time.process_time() - start)
    return len(text.encode()) / 1e6 / min(seconds)


def ordinary(size: int) -> str:
    """Return notes as people write them, somebody's name in each."""
    notes: list[str] = []
    length = 0
    while length < size:
        notes.append(ORDINARY.format(" ".join(NAMES[len(notes) % len(NAMES)])))
        length += len(notes[-1])
    return "".join(notes)


def nasty(piece: str, size: int) -> str:
    """Return a text of nothing but one piece."""
    return piece * (size // len(piece))


def costs() -> Iterator[Row]:
    """Measure ordinary text, and the kind of hostile text that takes longest."""
    speed = megabytes_a_second(ordinary(5 * SIZE))
    yield Row("scrubbing ordinary text", f"{speed:.1f} MB a second of CPU", "10 MB/s", speed >= LEAST_ORDINARY)
    speeds = {kind: megabytes_a_second(nasty(piece, SIZE)) for kind, piece in NASTY.items()}
    worst = min(speeds, key=speeds.__getitem__)
    figure = f"{speeds[worst]:.1f} MB a second of CPU: {worst}"
    yield Row("scrubbing the nastiest text", figure, "1 MB/s", speeds[worst] >= LEAST_NASTY)
