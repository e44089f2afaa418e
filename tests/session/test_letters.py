"""What the letter to somebody who was erased says is so: a program reads it and searches the whole folder for it.

What is expected is counted from the documents as they were stored before and after, by rules written down here anew.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.session.lives import ADDRESS, NAMES, Life
from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.estate import Choices, Said, Shared
from tui.domain.privacy.erasing.letter import letter
from tui.domain.records import RECORD_TYPES
from tui.session.checkup import findings
from tui.session.erasing import erase

Row = dict[str, Any]
Tables = dict[str, dict[str, Row]]

ASKED = ("invitations", "incentives")
COMBINATIONS = [(said, shared) for said in get_args(Said) for shared in get_args(Shared)]
QUICK, ALL = range(42), range(42, 542)

SENTENCES = {
    "day": r"On (\S+) we erased what we kept about you\. This is what went, and what stays\.",
    "name": r"- Your name, addresses and numbers, and what you were called before\.",
    "notes gone": r"- (\d+) notes? of what you alone said or did\.",
    "shared notes gone": r"- (\d+) notes? of what you said or did together with others\.",
    "met gone": r"- (\d+) records? of being in touch with you alone\.",
    "consents": r"- (\d+) words? about what you agreed to\.",
    "about only": r"- (\d+) further records? about you alone\.",
    "quotes": r"- Of these notes (\d+) (?:is a quote that was|are quotes that were) not allowed, and would have "
    r"stayed otherwise\.",
    "wordless": r"- What was written about (\d+) conversations? with you and others(?:, which stands in notes of "
    r"nobody now,)? and any link to a recording\.",
    "cards": r"- The link to you from (\d+) cards?\.",
    "ward": r"- That you decide for (P\d+)\.",
    "history": r"- What earlier changes told of you, and every step back that could bring you back\.",
    "backups": r"- (\d+) backups?\.",
    "snapshots": r"- (\d+) exported files? in our folder\.",
    "copies gone": r"- (\d+) (?:copy that another program|copies that other programs) left in our folder\.",
    "number": r"- (P\d+), the number you had here, and the day of erasing: so that it is not given again; where a text "
    r"named you, it stands in place of your name\.",
    "done": r"- That something was done, when and by whom of us: so that what we counted can be explained\.",
    "notes left": r"- (\d+) notes? of what you alone said or did, by our choice: without your name, and counted as no "
    r"evidence\.",
    "met left": r"- (\d+) records? of being in touch with you alone, by our choice, with what was written about "
    r"(?:it|them): without your name\.",
    "shared notes unnamed": r"- (\d+) notes? of what you said or did together with others, by our choice: put "
    r"down to nobody, and counted as no evidence\.",
    "shared notes kept": r"- (\d+) notes? of what you said or did together with others, by our choice: with the "
    r"others, and without your name\.",
    "loose": r"- (\d+) texts? about conversations with you and others, by our choice: put down to nobody, and counted "
    r"as no evidence\.",
    "met with others": r"- (\d+) records? of being in touch with you and others: date, method and the others, without "
    r"you\.",
    "worded": r"- What was written about (\d+) conversations? with you and others, by our choice\.",
    "rewritten": r"- (\d+) records? of others and of ours that named you: P\d+ stands there in place of that\.",
    "spellings": r"- (\d+) places? where somebody may be you, in another spelling or by the same name: we cannot "
    r"tell\.",
    "given": r"- (\d+) cop(?:y was|ies were) given out and remembered: .*\. We ask for them to be deleted, and keep "
    r"this list for it\.",
    "none given": r"- We know of no copy that was given out\.",
    "elsewhere": r"- (\d+) (?:copy, recording or form that we keep|copies, recordings or forms kept) elsewhere "
    r"(?:is|are) still to be removed\.",
    "own": r"- (\d+) files? that we wrote (?:is|are) still to be changed: you are in there\.",
    "unread": r"- (\d+) files? in our folder could not be looked into\.",
    "versioned": r"- Our folder is under version control: what was committed stays there until its history is "
    r"rewritten\.",
    "printed": r"- What was printed, or pasted elsewhere, is not remembered, so it is not among these\.",
    "responsible": r"Responsible: (.+)",
    "reach": r"How to reach us: (.+)",
    "purposes": r"What we keep it for: (.+)",
    "complain": r"You may complain to the supervisory authority: (.+)",
}
TITLES = ("An answer to send:", "", "Gone:", "Staying, and why:", "Out of reach:")


def read(lines: Iterable[str]) -> dict[str, list[str]]:
    """Return what a letter says, sentence by sentence; a sentence nobody can check fails the test."""
    said: dict[str, list[str]] = {}
    for line in lines:
        if line in TITLES:
            continue
        meant = [(name, match) for name, form in SENTENCES.items() if (match := re.fullmatch(form, line))]
        assert len(meant) == 1, f"nobody can check: {line}"
        said.setdefault(meant[0][0], []).append((*meant[0][1].groups(), "")[0])
    return said


def tables(documents: dict[str, list[Row]]) -> Tables:
    names = dict.fromkeys((*RECORD_TYPES, *documents))
    return {table: {row["uid"]: row for row in documents.get(table, ())} for table in names}


class Case:
    """Somebody is erased from a life; what was stored before, what is after, and what the letter says."""

    def __init__(self, folder: Path, seed: int, *, with_copies: bool = False) -> None:
        said, shared = COMBINATIONS[seed % len(COMBINATIONS)]
        self.said, self.shared, self.with_copies = said, shared, seed % 5 == 0
        life = self.life = Life(folder, seed)
        self.folder = folder
        self.before = tables(life.session.documents())
        self.backups = len(life.session.backups())
        person = life.session.workspace.participants[life.me.uid]
        reach = erase(life.session, person, Choices(said, shared), with_copies=self.with_copies)
        authority = Privacy(authority="the regional authority")
        self.letter = read(letter(reach.erasure, reach.remains, authority))
        life.session.close()
        again = life.open()
        self.after = tables(again.documents())
        self.problems = [*again.problems, *(each.sentence for each in findings(again) if not each.note)]
        again.close()
        people = self.before["participants"]
        # Whoever was merged and taken apart again is somebody else.
        self.uids = {life.me.uid} | {uid for uid, each in people.items() if each.get("merged_into") == life.me.uid}

    @property
    def names(self) -> tuple[str, ...]:
        """Everything the person is and was called."""
        second = ("ottoline", "fairweather") if len(self.uids) > 1 else ()
        return ("quenby", "vandersloot", "marchbanks", "900777", ADDRESS, *second)

    def speakers(self, note: Row) -> set[str]:
        met = self.before["touchpoints"].get(note.get("touchpoint") or "", {})
        return set(note.get("people") or met.get("people") or [])

    def met_at(self, note: Row) -> str | None:
        """Return the touchpoint of a note, if it is still there."""
        uid = note.get("touchpoint")
        return uid if uid in self.after["touchpoints"] else None

    def split(self, table: str) -> tuple[list[Row], list[Row]]:
        """Return the notes or touchpoints of the person alone, and those that are shared."""
        rows = self.before[table].values()
        who = {row["uid"]: self.speakers(row) if table == "notes" else set(row.get("people", [])) for row in rows}
        alone = [row for row in rows if who[row["uid"]] and who[row["uid"]] <= self.uids]
        shared = [row for row in rows if who[row["uid"]] & self.uids and not who[row["uid"]] <= self.uids]
        return alone, shared

    def is_quotable(self, note: Row, people: Iterable[str]) -> bool:
        return not note.get("verbatim") or all(map(self._may_be_quoted, people))

    def _may_be_quoted(self, uid: str) -> bool:
        said = [
            row
            for row in self.before["consents"].values()
            if row["participant"] == uid and row["scope"] == "quote_pseudonymous"
        ]
        latest = max(said, key=lambda row: (row["at"], row["uid"]), default={})
        minor = self.before["participants"][uid].get("is_minor", False)
        return latest.get("status") in ("given", "renewed") and (
            latest.get("given_by") == "guardian" if minor else True
        )

    def stay(self) -> tuple[list[Row], list[Row], list[Row], list[Row]]:
        """Return which notes are to go and to stay: of the person alone, and shared ones."""
        alone, shared = self.split("notes")
        stay = [row for row in alone if self.said == "strip" and self.is_quotable(row, self.uids)]
        removes, unnamed = self.shared == "remove", self.shared == "unnamed"
        shared_stay = [
            row for row in shared if not removes and self.is_quotable(row, self.speakers(row) if unnamed else self.uids)
        ]
        return (
            [row for row in alone if row not in stay],
            stay,
            [row for row in shared if row not in shared_stay],
            shared_stay,
        )

    def files(self) -> dict[str, str]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes().decode(errors="replace")
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


def counted(case: Case) -> dict[str, list[str]]:
    """Return what the letter has to say, counted anew; what there is none of is not said."""
    gone, stay, shared_gone, shared_stay = case.stay()
    alone_met, shared_met = case.split("touchpoints")
    worded = [row for row in shared_met if row.get("summary") or row.get("expectation") or row.get("links")]
    texts = [text for row in shared_met for text in (row.get("summary"), row.get("expectation")) if text]
    life, strip, unnamed, keep = case.life, case.said == "strip", case.shared == "unnamed", case.shared == "keep"
    mine = [row for row in case.before["contacts"].values() if row["participant"] in case.uids]
    linked = {link["ref"] for row in (*alone_met, *shared_met) for link in row.get("links", [])}
    linked |= {ref for row in mine for ref in row.get("evidence_refs", {}).values()}
    given = [row for row in case.before["exports"].values() if case.uids & set(row.get("people", []))]
    quotes = (len(gone) if strip else 0) + (0 if case.shared == "remove" else len(shared_gone))
    counts = {
        "notes gone": len(gone),
        "notes left": len(stay),
        "quotes": quotes,
        "shared notes gone": len(shared_gone),
        "shared notes unnamed": len(shared_stay) if unnamed else 0,
        "shared notes kept": len(shared_stay) if keep else 0,
        "met gone": 0 if strip else len(alone_met),
        "met left": len(alone_met) if strip else 0,
        "met with others": len(shared_met),
        "wordless": 0 if keep else len(worded),
        "worded": len(worded) if keep else 0,
        "loose": len(texts) if unnamed else 0,
        "consents": sum(row["participant"] in case.uids for row in case.before["consents"].values()),
        "cards": sum(bool(case.uids & set(row.get("people", []))) for row in case.before["cards"].values()),
        "about only": sum(row["participant"] in case.uids for table in ASKED for row in case.before[table].values()),
        "backups": case.backups,
        "snapshots": len(life.shots),
        "copies gone": len(life.copies) if case.with_copies else 0,
        "elsewhere": len(linked) + (0 if case.with_copies else len(life.copies)),
        "own": len(life.own),
        "unread": len(life.packed),
        "given": len(given),
        "rewritten": len(rewritten(case)),
    }
    said = {name: [str(count)] for name, count in counts.items() if count}
    wards = [
        f"P{row['number']:02d}" for row in case.before["participants"].values() if row.get("guardian") in case.uids
    ]
    always = ("name", "history", "done", "printed", *(() if given else ("none given",)))
    said |= {name: [""] for name in always} | ({"ward": sorted(wards)} if wards else {})
    said |= {"versioned": [""]} if (case.folder / ".git").exists() else {}
    return said | {
        "day": [case.life.now.date().isoformat()],
        "number": ["P01"],
        "responsible": ["____________"],
        "reach": ["____________"],
        "purposes": ["____________"],
        "complain": ["the regional authority"],
    }


def names_them(case: Case, value: object) -> bool:
    return any(name in json.dumps(value).lower() for name in case.names)


def rewritten(case: Case) -> list[str]:
    """Return the records that stay and named the person, in a text that is still there."""
    found = []
    for table, rows in case.before.items():
        for uid, row in rows.items() if table not in ("events", "people_events") else ():
            after = case.after[table].get(uid)
            if after is None or uid in case.uids or (table == "contacts" and row["participant"] in case.uids):
                continue
            named = [name for name, value in row.items() if name != "fn" and names_them(case, value)]
            if any(after.get(name) not in (None, "", []) for name in named):
                found.append(uid)
    return found


def check(case: Case) -> None:
    """Check the letter of a case, sentence by sentence, and all that it does not speak of."""
    spellings = case.letter.pop("spellings", [])
    assert not spellings, "nothing here is spelled otherwise"
    assert case.letter == counted(case)
    assert case.problems == []
    check_files(case)
    check_others(case)
    check_what_stays(case)
    check_the_number(case)


def check_files(case: Case) -> None:
    """Check that nothing which is said to be gone is in any file, and that what is said to stay is."""
    gone, stay, shared_gone, shared_stay = case.stay()
    alone_met, shared_met = case.split("touchpoints")
    files = case.files()
    outside = {*case.life.own, *(() if case.with_copies else case.life.copies)}
    named = {name for name, text in files.items() if names_them(case, text)}
    assert named == outside
    ours = "".join(text for name, text in files.items() if name not in outside)
    lost = [row["text"] for row in (*gone, *shared_gone)]
    lost += [row.get("summary", "") for row in (*alone_met, *shared_met) if row["uid"] not in case.after["touchpoints"]]
    lost += [row.get("summary", "") for row in shared_met if case.shared == "remove"]
    kept = [row["text"] for row in (*stay, *shared_stay)]
    kept += [row.get(name, "") for row in shared_met for name in ("summary", "expectation") if case.shared != "remove"]
    kept += [row.get(name, "") for row in alone_met for name in ("summary", "expectation") if case.said == "strip"]
    lost += undone(case)
    assert [token for token in tokens_in(lost) if token in ours] == []
    assert [token for token in tokens_in(kept) if token not in ours] == []
    assert list((case.folder / ".custdev").rglob("backups/*")) == [] or not case.backups
    tomb = case.after["participants"][case.life.me.uid]
    assert set(tomb) == {"uid", "number", "created_at", "erased_at"}


def undone(case: Case) -> list[str]:
    """Return what notes of the person said that were undone, as past changes told it."""
    rows = [
        fields
        for event in case.before["events"].values()
        for uid, fields in event.get("changes", {}).get("notes", {}).items()
        if uid not in case.before["notes"]
    ]
    theirs = [fields for fields in rows if case.uids & {uid for side in fields.get("people", []) for uid in side or []}]
    return [text for fields in theirs for text in fields.get("text", []) if text]


def tokens_in(texts: Iterable[str]) -> list[str]:
    return [token for text in texts for token in re.findall(r"tk\d+tk", text)]


def check_others(case: Case) -> None:
    """Check that no record of others means anything else than before."""
    alone, shared = case.split("notes")
    alone_met, shared_met = case.split("touchpoints")
    theirs = {row["uid"] for row in (*alone, *shared, *alone_met, *shared_met)} | case.uids
    for table, rows in case.before.items():
        for uid, row in rows.items() if table not in ("events", "people_events", "exports") else ():
            if uid in theirs or row.get("participant") in case.uids:
                continue
            after = case.after[table][uid]
            assert _meaning(after) == _meaning(_without(case, row)), (table, row)
    new = case.after["notes"].keys() - case.before["notes"].keys()
    assert len(new) == int((case.letter.get("loose") or ["0"])[0])
    for table in ("cards", "contacts", "participants", "consents", "exports", "experiments"):
        assert case.after[table].keys() <= case.before[table].keys()


def _without(case: Case, row: Row) -> Row:
    """Return a record of others as it is to be: the person is taken out of links and texts, and nothing else."""
    text = json.dumps({key: [] if key == "people" else value for key, value in row.items()}, ensure_ascii=False)
    without: Row = json.loads(_nameless(text))
    if "people" in row:
        without["people"] = [uid for uid in row["people"] if uid not in case.uids]
    if without.get("guardian") in case.uids:
        del without["guardian"]
    if "touchpoint" in row:
        without["touchpoint"] = case.met_at(row)
    return without


def _nameless(text: str) -> str:
    """Return a text with the number in place of every name of the person."""
    for name in (*NAMES[:2], ADDRESS):
        text = text.replace(name, "P01")
    return text


def _meaning(row: Row) -> Row:
    """Return a record without fields that hold nothing."""
    return {name: value for name, value in row.items() if value not in (None, [], "")}


def check_what_stays(case: Case) -> None:
    """Check that what stays of the person is put down to nobody, or to those who shared it and were to keep it."""
    alone, shared = case.split("notes")
    _, shared_met = case.split("touchpoints")
    for note in alone:
        after = case.after["notes"].get(note["uid"], {})
        met = case.after["touchpoints"].get(after.get("touchpoint") or "", {})
        assert not after.get("people")
        assert not met.get("people"), "it would be put down to who else was there"
        assert not after.get("stance")
    for note in shared:
        after = case.after["notes"].get(note["uid"], {})
        kept = after.get("people") or [], after.get("stance"), after.get("touchpoint")
        others = [uid for uid in note.get("people") or [] if uid not in case.uids]
        if case.shared == "keep" and after:
            assert kept == (others, note.get("stance"), case.met_at(note))
        else:
            assert kept == ([], None, None)
    for met in shared_met:
        after = case.after["touchpoints"][met["uid"]]
        assert after["people"] == [uid for uid in met["people"] if uid not in case.uids]
        assert [after[name] for name in ("at", "method")] == [met[name] for name in ("at", "method")]
        if case.shared != "keep":
            assert not (after.get("summary") or after.get("expectation") or after.get("links"))


def check_the_number(case: Case) -> None:
    """Check that words of the person that stay have the number where they had a name, and are the same otherwise."""
    for table, names in (("notes", ("text",)), ("touchpoints", ("summary", "expectation"))):
        for row in (row for rows in case.split(table) for row in rows):
            after = case.after[table].get(row["uid"], {})
            assert [after[name] for name in names if after.get(name)] == [
                _nameless(row[name]) for name in names if after.get(name)
            ]
    new = case.after["notes"].keys() - case.before["notes"].keys()
    texts = [row.get(name) for row in case.split("touchpoints")[1] for name in ("summary", "expectation")]
    loose = sorted(_nameless(text) for text in texts if text) if case.shared == "unnamed" else []
    assert sorted(case.after["notes"][uid]["text"] for uid in new) == loose


@pytest.mark.parametrize("seed", QUICK)
def test_every_sentence_of_a_letter_is_true(tmp_path: Path, seed: int) -> None:
    check(Case(tmp_path / "workspace", seed))


@pytest.mark.slow
@pytest.mark.parametrize("seed", ALL)
def test_every_sentence_of_five_hundred_letters_is_true(tmp_path: Path, seed: int) -> None:
    check(Case(tmp_path / "workspace", seed))
