"""The answer to somebody who was erased: what went, what stays and why, and what erasing does not reach.

It is made of what happened and of nothing else, and says nothing that a search of the folder would not bear out. The
person has no name here any more, so whoever sends it writes one on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.domain.people.policy import Privacy
from tui.domain.privacy.erasing.erasure import Erasure, Remains
from tui.domain.privacy.profiles import READERS
from tui.domain.records import Export
from tui.domain.text import plural

CLIPBOARD = "clipboard"


def letter(erasure: Erasure, remains: Remains, privacy: Privacy) -> Iterator[str]:
    """Yield the lines of the letter; what the team did not say about itself is a blank to fill."""
    erased = f"On {erasure.at.date()} we erased what we kept about you. This is what went, and what stays."
    yield from ("An answer to send:", "", erased)
    for title, lines in (
        ("Gone", gone_lines(erasure, remains)),
        ("Staying, and why", staying_lines(erasure, remains)),
        ("Out of reach", _unreached_lines(remains)),
    ):
        yield from ("", f"{title}:", *(f"- {line}" for line in lines))
    yield from ("", *answering_lines(privacy))


def gone_lines(erasure: Erasure, remains: Remains) -> Iterator[str]:
    """Yield what went."""
    if erasure.has_name:
        yield "Your name, addresses and numbers, and what you were called before."
    else:
        yield "No name or address: none of yours was kept here."
    yield from _counted(
        (erasure.notes_gone, "note of what you alone said or did.", "notes of what you alone said or did."),
        (erasure.shared_notes_gone, "note of what you said or did together with others.", ""),
        (erasure.touchpoints_gone, "record of being in touch with you alone.", ""),
        (erasure.consents, "word about what you agreed to.", "words about what you agreed to."),
        (erasure.answers, "answer to a survey, as yours.", "answers to surveys, as yours."),
        (erasure.about_only, "further record about you alone.", "further records about you alone."),
    )
    if erasure.quotes_gone:
        were = plural(erasure.quotes_gone, "is a quote that was", "are quotes that were")
        yield f"Of these notes {were} not allowed, and would have stayed otherwise."
    if erasure.wordless:
        moved = ", which stands in notes of nobody now," if erasure.loose else ""
        met = plural(erasure.wordless, "conversation")
        yield f"What was written about {met} with you and others{moved} and any link to a recording."
    if erasure.cards:
        yield f"The link to you from {plural(erasure.cards, 'card')}."
    for pid in erasure.wards:
        yield f"That you decide for {pid}."
    yield "What earlier changes told of you, and every step back that could bring you back."
    yield from _counted(
        (remains.backups, "backup.", "backups."),
        (remains.snapshots, "exported file in our folder.", "exported files in our folder."),
        (
            remains.copies,
            "copy that another program left in our folder.",
            "copies that other programs left in our folder.",
        ),
    )


def staying_lines(erasure: Erasure, remains: Remains) -> Iterator[str]:
    """Yield what stays and why."""
    yield (
        f"{erasure.pid}, the number you had here, and the day of erasing: so that it is not given again; "
        "where a text named you, it stands in place of your name."
    )
    yield "That something was done, when and by whom of us: so that what we counted can be explained."
    yield from _counted(
        (
            erasure.notes_left,
            "note of what you alone said or did, by our choice: without your name, and counted as no evidence.",
            "notes of what you alone said or did, by our choice: without your name, and counted as no evidence.",
        ),
        (
            erasure.touchpoints_left,
            "record of being in touch with you alone, by our choice, with what was written about it: "
            "without your name.",
            "records of being in touch with you alone, by our choice, with what was written about them: "
            "without your name.",
        ),
    )
    if erasure.answers:
        yield "What was counted in surveys: your answers are among that, and nobody's now."
    yield from _shared_lines(erasure)
    if erasure.rewritten:
        records = plural(erasure.rewritten, "record")
        yield f"{records} of others and of ours that named you: {erasure.pid} stands there in place of that."
    if remains.spellings:
        places = plural(remains.spellings, "place")
        yield f"{places} where somebody may be you, in another spelling or by the same name: we cannot tell."


def _shared_lines(erasure: Erasure) -> Iterator[str]:
    """Yield how what several said and did together stays."""
    unnamed = erasure.choices.shared == "unnamed"
    how = "put down to nobody, and counted as no evidence." if unnamed else "with the others, and without your name."
    if erasure.shared_notes_left:
        notes = plural(erasure.shared_notes_left, "note")
        yield f"{notes} of what you said or did together with others, by our choice: {how}"
    if erasure.loose:
        yield f"{plural(erasure.loose, 'text')} about conversations with you and others, by our choice: {how}"
    if erasure.shared_touchpoints:
        met = plural(erasure.shared_touchpoints, "record")
        yield f"{met} of being in touch with you and others: date, method and the others, without you."
    if erasure.worded:
        yield f"What was written about {plural(erasure.worded, 'conversation')} with you and others, by our choice."


def _unreached_lines(remains: Remains) -> Iterator[str]:
    if remains.exports:
        copies = plural(len(remains.exports), "copy was", "copies were")
        given = "; ".join(dict.fromkeys(map(given_out, remains.exports)))
        yield f"{copies} given out and remembered: {given}. We ask for them to be deleted, and keep this list for it."
    else:
        yield "We know of no copy that was given out."
    if remains.elsewhere:
        is_left = "copy, recording or form that we keep elsewhere is", "copies, recordings or forms kept elsewhere are"
        yield f"{plural(remains.elsewhere, *is_left)} still to be removed."
    if remains.own:
        are = plural(remains.own, "file that we wrote is", "files that we wrote are")
        yield f"{are} still to be changed: you are in there."
    if remains.unread:
        yield f"{plural(remains.unread, 'file in our folder', 'files in our folder')} could not be looked into."
    if remains.versioned:
        yield "Our folder is under version control: what was committed stays there until its history is rewritten."
    yield "What was printed, or pasted elsewhere, is not remembered, so it is not among these."


def given_out(export: Export) -> str:
    """Return how a copy was given out: `on 2026-11-23 to the clipboard, for stakeholders`."""
    way = "to the clipboard" if export.path == CLIPBOARD else f"as a file ({export.format})"
    reader = READERS.get(export.profile, export.profile)  # type: ignore[call-overload]
    return f"on {export.at.date()} {way}, {reader if reader == 'with names' else f'for {reader}'}"


def _counted(*rows: tuple[int, str, str]) -> Iterator[str]:
    """Yield what there is any of, with its number; many of it are the same words, or said in words of their own."""
    for count, one, many in rows:
        if count:
            first, _, rest = one.partition(" ")
            yield plural(count, one, many or f"{first}s {rest}")


BLANK = "____________"
RIGHTS = (
    "to have a copy of it: this is one, and there is one for programs, to take elsewhere (Art. 15, 20)",
    "to have it put right (Art. 16)",
    "to have it erased, or its use restricted (Art. 17, 18)",
    "to object to what we do with it (Art. 21)",
    "to take back what you agreed to, at any time; what was done before stays lawful (Art. 7)",
    "to complain to the supervisory authority (Art. 77)",
)
"""What somebody may ask of who keeps something about them, by the General Data Protection Regulation."""


def answering_lines(privacy: Privacy) -> Iterator[str]:
    """Yield who is responsible, how to reach them, what it is kept for, and where to complain."""
    yield f"Responsible: {privacy.controller or BLANK}"
    yield f"How to reach us: {privacy.contact or BLANK}"
    yield f"What we keep it for: {'; '.join(privacy.purposes) or BLANK}"
    yield f"You may complain to the supervisory authority: {privacy.authority or BLANK}"


def answering_shape(privacy: Privacy) -> dict[str, str | list[str] | None]:
    """Return the same for scripts; null is what the team did not say."""
    return {
        "controller": privacy.controller or None,
        "contact": privacy.contact or None,
        "authority": privacy.authority or None,
        "purposes": list(privacy.purposes),
    }
