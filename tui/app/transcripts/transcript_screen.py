"""A transcript to read: what is marked in it becomes notes, with who said it and at which time of the recording."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from tui.app.dialogs.overlay import BLANK_ROW, ListDialog
from tui.app.keys.keymap import key
from tui.app.look.item_list import ItemList
from tui.app.look.paint import Row, Shown, Span, cut, sheet_row, sheet_rows
from tui.domain import operations
from tui.domain.errors import NotAllowed
from tui.domain.history.people_phrases import method_words
from tui.domain.history.phrases import phrase_of
from tui.domain.people.voices import voices_of
from tui.domain.privacy.profiles import kept_from_team
from tui.domain.records import Touchpoint
from tui.domain.records.change import Change
from tui.domain.records.vocabulary import Stance
from tui.domain.text import plural
from tui.domain.time.recordings import clock_words
from tui.exchange.transcript_reading import Cue, Transcript
from tui.session import Notice

OURS, NOBODY = "us", ""
"""Who speaks where it is no customer: our own team; or nobody said yet who it is."""
WIDEST, AROUND, LOW = 120, 8, 18
CLOCK, NAME, NARROW = 8, 12, 60
MOST_WORDS = 5


class CueRows(Sequence[Row]):
    """The rows of what was said, each made when it is looked at: a talk of hours has thousands."""

    def __init__(self, count: int, row: Callable[[int], Row]) -> None:
        self._count = count
        self._row = row

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, slice):
            return [self._row(at) for at in range(*index.indices(self._count))]
        return self._row(index)


class TranscriptScreen(ListDialog[None]):
    """What was said at a touchpoint (uid), to be marked into quotes; nothing else of it is kept."""

    box = "measures-box"
    place = footer_mode = "transcript"

    def __init__(self, touchpoint: str, transcript: Transcript, changed: Callable[[], None]) -> None:
        super().__init__()
        self._uid = touchpoint
        self.transcript = transcript
        self._changed = changed
        self._voices: dict[str, str] = {}
        self._from: int | None = None
        self._marks: set[tuple[int | None, str]] = set()
        self._times: set[int] = set()

    @property
    def touchpoint(self) -> Touchpoint:
        """Where it was said."""
        return self.custdev.session.workspace.touchpoints[self._uid]

    def on_mount(self) -> None:
        """Begin with those who are recognised by their names."""
        workspace = self.custdev.session.workspace
        self._voices = dict(voices_of(workspace, self.touchpoint, (*self.transcript.speakers, NOBODY)))
        super().on_mount()

    def choose(self, step: int) -> None:
        """Go to what was said later, or before."""
        super().choose(step)
        if self._from is not None:
            self.listing.refresh()
        self._show_below()

    def on_item_list_chosen(self, event: ItemList.Chosen) -> None:
        """Choose what was clicked."""
        super().on_item_list_chosen(event)
        self._show_below()

    def choose_on(self) -> None:
        """Choose all from here on, until something is marked or this is pressed again."""
        self._from = self.listing.selected if self._from is None else None
        self.listing.refresh()
        self._show_below()

    def say_who(self) -> None:
        """Say who speaks there, and wherever that voice speaks: the next one of those who were there, or we."""
        speaker = self._cue.speaker
        whom = [*self.touchpoint.people, OURS, NOBODY]
        now = whom.index(self._voices.get(speaker, NOBODY))
        self._voices[speaker] = whom[(now + 1) % len(whom)]
        self.listing.refresh()
        self._show_below()

    def mark(self, stance: Stance | None) -> None:
        """Make a quote of what is chosen, perhaps one that speaks for or against the hypothesis."""
        cues = self._chosen
        uid = self._speaker_of(cues)
        text, at = " ".join(cue.text for cue in cues), cues[0].at
        touchpoint, session = self.touchpoint, self.custdev.session
        if (at, text) in self._marks:
            raise NotAllowed("That is marked already. Nothing was changed.")
        card = next(iter(touchpoint.cards), None)
        change = session.run(
            operations.add_note,
            text,
            card=card,
            people=[uid],
            kind="quote",
            stance=stance,
            touchpoint=self._uid,
            heard_at=at,
        )
        self._from = None
        self._catch_up()
        self._say_marked(uid, change)

    def _say_marked(self, uid: str, change: Change) -> None:
        """Say whose quote it became, and why nobody may read it, where that is so."""
        session = self.custdev.session
        notes = (session.workspace.notes[note] for note in change.records["notes"])
        why = next(filter(None, (kept_from_team(session.workspace, note, session.today) for note in notes)), "")
        private = f", kept private: {why}" if why else ""
        person = session.workspace.participants[uid]
        self.say(f"Marked as a quote of {person.pid}{private}.", ("change.undo", "undo"))

    def hear(self, notice: Notice) -> None:
        """Show what another window marked."""
        if notice.foreign and self._uid in self.custdev.session.workspace.touchpoints:
            self._read_marks()
            self._show_head()
            self.listing.refresh()

    def undo(self) -> None:
        """Take back the last change."""
        session = self.custdev.session
        event = session.undo()
        self._catch_up()
        self.say(f"Undid: {phrase_of(event, session.workspace).named}")

    def heading(self) -> Row:
        """Say of what."""
        marks = plural(len(self._marks), "quote")
        length = f"{clock_words(self.transcript.seconds)} long" if self.transcript.seconds else "without times"
        words = f"  {marks} marked · {method_words(self.touchpoint.method)}, {length}"
        return sheet_row(Span("Transcript", "bright bold"), Span(words, "muted"))

    def show_all(self) -> None:
        """Show what was said, and below it the words that are chosen."""
        height = self.app.size.height
        blank = () if height < LOW else (BLANK_ROW,)
        self.edge.display = height >= LOW
        self._read_marks()
        self._show_head()
        self.below.show(*blank, *[BLANK_ROW] * MOST_WORDS, *blank)
        taken = len(self.head.rows) + len(self.below.rows) + 3
        cues = len(self.transcript.cues)
        self.listing.styles.height = max(1, min(cues, height - taken))
        self.listing.show(CueRows(cues, self._row))
        self._show_below()
        self.show_footer()

    def _show_head(self) -> None:
        blank = () if self.app.size.height < LOW else (BLANK_ROW,)
        remarks = (sheet_row(Span(words, "warn")) for words in self.transcript.remarks[:1])
        self.head.show(*blank, self.heading(), *remarks, *blank)

    def _catch_up(self) -> None:
        self._changed()
        self._read_marks()
        self._show_head()
        self.listing.refresh()
        self._show_below()

    def _read_marks(self) -> None:
        """Find what was marked: of which time, and in which words."""
        workspace = self.custdev.session.workspace
        notes = [workspace.notes[uid] for uid in workspace.note_uids_at(self._uid)]
        self._marks = {(note.heard_at, note.text) for note in notes if note.kind == "quote"}
        self._times = {at for at, _ in self._marks if at is not None}

    @property
    def _cue(self) -> Cue:
        return self.transcript.cues[self.listing.selected or 0]

    @property
    def _range(self) -> range:
        at = self.listing.selected or 0
        begin = at if self._from is None else self._from
        return range(min(begin, at), max(begin, at) + 1)

    @property
    def _chosen(self) -> Sequence[Cue]:
        return [self.transcript.cues[at] for at in self._range]

    def _speaker_of(self, cues: Sequence[Cue]) -> str:
        """Return which customer (uid) says something; refuse what is not known to be theirs."""
        voices = {self._voices.get(cue.speaker, NOBODY) for cue in cues}
        if len(voices) > 1:
            raise NotAllowed("Several speak there: choose what one of them says. Nothing was changed.")
        (voice,) = voices
        if voice == OURS:
            raise NotAllowed("That is what we said ourselves. Nothing was changed.")
        if voice == NOBODY:
            raise NotAllowed(f"Say first who speaks there, {key('transcript.who')}. Nothing was changed.")
        return voice

    def _row(self, at: int) -> Row:
        cue, glyphs, mask = self.transcript.cues[at], self.custdev.glyphs, self.custdev.mask
        is_marked = cue.at in self._times or (cue.at, cue.text) in self._marks
        sign = Span(f"{glyphs.ticked if is_marked else ' '} ", "ok bold")
        chosen = self._from is not None and at in self._range
        who = self._who(cue)
        spans = [sign, Span(f"{clock_words(cue.at):>{CLOCK}}  ", "muted")] if self.app.size.width >= NARROW else [sign]
        spans.append(Span(f"{who.text[:NAME]:<{NAME}} ", who.style))
        return Row((*spans, Span(mask.line(cue.text), "accent" if chosen else "text")))

    def _who(self, cue: Cue) -> Span:
        voice = self._voices.get(cue.speaker, NOBODY)
        if voice == OURS:
            return Span("we", "muted")
        person = self.custdev.session.workspace.participants.get(voice)
        if person is not None:
            return Span(person.pid, "people")
        return Span(self._voice(cue.speaker), "warn")

    def _voice(self, speaker: str) -> Shown:
        """Return how somebody is called who is none of those who were there; while names are hidden, by a number."""
        if not speaker:
            return Shown("?")
        if self.custdev.mask.names:
            return self.custdev.mask.line(speaker)
        return Shown(f"voice {self.transcript.speakers.index(speaker) + 1}")

    def _show_below(self) -> None:
        """Show the whole words that are chosen, and what a key makes of them."""
        blank = () if self.app.size.height < LOW else (BLANK_ROW,)
        rows = list(self._words())[: MOST_WORDS if blank else 2]
        self.below.show(*blank, *rows, *[BLANK_ROW] * (MOST_WORDS - len(rows) if blank else 0), *blank)

    def _words(self) -> Iterator[Row]:
        room = max(20, min(WIDEST, self.app.size.width) - AROUND)
        cues = self._chosen
        who, clock = self._who(cues[0]), clock_words(cues[0].at)
        yield sheet_row(who, Span(f"  {clock}" if clock else "", "muted"))
        text = self.custdev.mask.line(" ".join(cue.text for cue in cues))
        yield from sheet_rows(cut(text, room * (MOST_WORDS - 2)), room)
