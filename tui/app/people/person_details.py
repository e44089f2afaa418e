"""The panel of a person: what they said, when we should speak again, what they agree to, and all that happened."""

from __future__ import annotations

from tui.app.look.glyphs import SIGN_STYLES
from tui.app.look.inspector import PanelItem
from tui.app.look.paint import Row, Shown, Span, cut, hint, width_of
from tui.app.people.roster import next_spans, segment_words
from tui.app.people.timeline import PersonSections, Timeline
from tui.domain.facts import column_of
from tui.domain.history.people_phrases import method_words
from tui.domain.people.consent import WORDS, refuses_notes, sign_of_word, written_about
from tui.domain.people.invitations import incentive_words, invitation_words, money, standing_words, totals_of
from tui.domain.people.waiting import state_words, words_of
from tui.domain.privacy.profiles import kept_from_team
from tui.domain.records import Card, Contact, Incentive, Invitation, Note
from tui.domain.records.definition import Role
from tui.domain.search.naming import card_key

BAR, MOST_LINES = 30, 3
MOST_ASKED = 3
"""How many invitations are shown, the newest."""
COLUMN_ORDER: dict[str, int] = {"active": 0, "waiting": 1, "finished": 2}


class PersonDetails(PersonSections):
    """Builds the panel of a person for a width."""

    def items(self, *, whole: bool) -> list[PanelItem]:
        """Return all sections in order; with `whole` nothing of the timeline is left out."""
        timeline = Timeline(self.crowd, self.person, self.glyphs, self.mask, self.width)
        return [
            self._head(),
            self._keeping(),
            *self._permission(),
            *self._cards(),
            *self._waiting(),
            *self._asked(),
            *timeline.items(whole=whole),
            self._still(self._row()),
        ]

    def _head(self) -> PanelItem:
        person, contact = self.person, self._contact
        name = (Span("  "), Span(self.mask.line(contact.fn), "bright bold")) if contact else ()
        groups = [person.relationship or "", segment_words(person, self.mask)]
        words = Shown(" · ".join(word for word in groups if word not in ("", "–")))
        left = (Span(person.pid, "people bold"), *name)
        room = max(0, self.width - 7 - width_of(left))
        right = (Span(cut(words, room), "muted"),) if words and room > 12 else ()
        rows = [self._row(), self._row(*left, right=right)]
        if words and not right:
            rows += self._text(words, "muted")
        rows += [self._row(Span(line, "muted")) for line in self._limits()]
        rows += self._identity(contact) if contact else []
        return self._still(*rows, *self._latest_quote())

    @property
    def _contact(self) -> Contact | None:
        return self.workspace.contact_of(self.person.uid) if self.mask.names else None

    def _limits(self) -> list[str]:
        person = self.person
        facts: list[str] = []
        if person.is_minor:
            guardian = self.workspace.participants.get(person.guardian or "")
            facts.append(f"a minor, {guardian.pid} decides" if guardian else "a minor, no guardian named")
        if person.retention_until is not None:
            facts.append(f"kept until {person.retention_until.day} {person.retention_until:%b %Y}")
        return [", ".join(facts)] if facts else []

    def _identity(self, contact: Contact) -> list[Row]:
        """Return what says how to reach somebody; asked for only while names are shown."""
        lines = [", ".join(filter(None, (contact.nickname, contact.title, contact.org)))]
        lines += [*contact.email, *contact.tel, *contact.url, *contact.adr]
        rows = [row for line in lines if line for row in self._text(self.mask.line(line), "muted")[:MOST_LINES]]
        return rows + (self._text(self.mask.beginning(contact.note), "muted")[:MOST_LINES] if contact.note else [])

    def _latest_quote(self) -> list[Row]:
        """Return the last words of the person themself, where they may be shown, and how they came to be said."""
        notes = self.workspace.notes
        uids = self.workspace.note_uids_about(self.person.uid)
        quote = next((notes[uid] for uid in reversed(uids) if notes[uid].kind == "quote"), None)
        if quote is None:
            return []
        words, is_shown = self.mask.words(quote, self.workspace, self.today)
        if not is_shown:
            return [self._row(), *self._text(words, "muted")]
        rows = self._text(Shown(f"“{words}”"), "italic")
        if len(rows) > MOST_LINES:
            rows = [
                *rows[: MOST_LINES - 1],
                self._row(Span(cut(Shown(f"{rows[MOST_LINES - 1].text.strip()} …"), self.width - 4), "italic")),
            ]
        return [self._row(), *rows, self._said_when(quote)]

    def _said_when(self, quote: Note) -> Row:
        touchpoint = self.workspace.touchpoints.get(quote.touchpoint or "")
        where = f", {method_words(touchpoint.method)}" if touchpoint else ""
        spans = [Span(f"{self._moment(quote.at)}{where}, ", "muted")]
        if kept_from_team(self.workspace, quote, self.today):
            return self._row(*spans, Span("not agreed to be quoted", "warn"))
        return self._row(*spans, Span("may be quoted without name", "muted"))

    def _keeping(self) -> PanelItem:
        """Return the bar of the days since we last spoke: up to the ideal one, and the rest up to the last one."""
        keeping, why = self.facts.keeping, self.facts.not_to_be_asked
        never = Span("   never met", "muted") if keeping.last is None else Span("")
        right = next_spans(self.facts, self.glyphs)
        head = self._row(Span("KEEPING IN TOUCH", "muted bold"), never, right=right)
        if keeping.state == "resting":
            return self._still(self._row(), head, *self._text(self.mask.text(f"{self.person.pid} {why}")))
        begun = keeping.last or self.policy.day(self.person.created_at)
        ideal, longest = (keeping.ideal - begun).days, (keeping.max - begun).days
        first = min(BAR - 4, max(4, round(BAR * ideal / max(1, longest))))
        style = ("ok", "ok", "warn", "danger")[keeping.level]
        done = min(BAR, -(-first * keeping.since // max(1, ideal)))
        if keeping.since > ideal:
            done = min(BAR, first + -(-(BAR - first) * (keeping.since - ideal) // max(1, longest - ideal)))
        done = max(1, done)
        spent = "text" if keeping.level < 2 else f"{style} bold"
        right = (Span(f"{keeping.since}d", spent), Span(f" of {ideal}, {longest} max", "muted"))
        bar = (*self._part(0, first, done, style), Span(" "), *self._part(first, BAR, done, style))
        rows = [self._row(), head, self._row(*bar, right=right)]
        if why:
            rows += self._text(self.mask.text(f"{self.person.pid} {why}"), "warn")
        return self._still(*rows)

    def _part(self, begin: int, end: int, done: int, style: str) -> tuple[Span, ...]:
        filled = max(0, min(done, end) - begin)
        return (
            Span(self.glyphs.done_bar * filled, style),
            Span(self.glyphs.todo_bar * (end - begin - filled), "faint"),
        )

    def _permission(self) -> list[PanelItem]:
        """Return a row for each word they were asked about, and what they were never asked for in one line."""
        rows: list[Row] = []
        never: list[str] = []
        for word in WORDS:
            if not self.facts.words_about(word):
                never.append(word.question)
                continue
            sign = sign_of_word(word, self.facts.statuses)
            lead = Span(f"{self.glyphs.sign(sign)}  ", SIGN_STYLES[sign])
            rows.append(self._row(lead, Span(word.question), right=(Span(self.facts.how_words(word), "muted"),)))
        if never:
            rows += self._text(Shown(f"never asked: {', '.join(never)}"), "muted")
        rows += self._against_their_will()
        return [self._section("PERMISSION", hint("consent.give", "change")), self._still(*rows)]

    def _against_their_will(self) -> list[Row]:
        """Return that there are notes about somebody who wants none kept, and what deletes them."""
        count = written_about(self.workspace, self.person.uid)
        if not count or not refuses_notes(self.workspace, self.person, self.today):
            return []
        words = f"{self.glyphs.late}  wants no notes kept, and there {'is' if count == 1 else 'are'} {count}"
        return [self._row(Span(words, "warn"), right=hint("contact.erase_notes", "delete them"))]

    def _cards(self) -> list[PanelItem]:
        cards = self.facts.cards
        if not cards:
            return [self._section("CARDS"), self._still(self._row(Span("on no card yet", "muted")))]
        shown = sorted((self._place(card), card.number, card.uid, card) for card in cards)
        width = max(len(card_key(self.workspace, card)) for card in cards)
        return [self._section("CARDS"), *(self._card(card, width) for *_, card in shown)]

    def _role(self, card: Card) -> Role | None:
        """Return the role of the column a card stands in; None where the definition has that no more."""
        column = column_of(self.workspace, card)
        return column.role if column else None

    def _place(self, card: Card) -> int:
        return COLUMN_ORDER.get(self._role(card) or "", 3)

    def _card(self, card: Card, width: int) -> PanelItem:
        role = self._role(card)
        sign = Span(f"{self.glyphs.role(role) if role else ' '} ", "accent" if role == "active" else "muted")
        title = Span(self.mask.line(card.title), "muted" if role == "finished" else "text")
        row = self._row(Span(f"{card_key(self.workspace, card):<{width}}  ", "muted"), sign, title)
        return PanelItem((Row(row.left, (), row.background, 2),), "card", card.uid)

    def _waiting(self) -> list[PanelItem]:
        pending = self.facts.waiting
        if not pending:
            return []
        items = [self._section("WAITS FOR US", hint("contact.tick", "done"))]
        for waiting in pending:
            sign = Span(
                f"{self.glyphs.late if waiting.is_pressing else self.glyphs.dot}  ",
                "danger bold" if waiting.is_pressing else "muted",
            )
            words = self.mask.beginning(words_of(waiting, self.today))
            if private := self.mask.why_not(waiting.note, self.workspace, self.today):
                words = Shown(f"{state_words(waiting, self.today)}; {private}")
            lines = self._text(words, indent="   ")
            first = self._row(sign, Span(lines[0].text.strip()))
            items.append(PanelItem((first, *lines[1:]), "waiting", waiting.note.uid))
        return items

    def _asked(self) -> list[PanelItem]:
        asked, promised = self.facts.invitations, self.facts.incentives
        items: list[PanelItem] = []
        if asked:
            items.append(self._section("ASKED TO TAKE PART", hint("invitation.answer", "answered")))
            rows = [row for invitation in reversed(asked[-MOST_ASKED:]) for row in self._invitation(invitation)]
            if why := self.facts.asked_too_often:
                rows += self._text(Shown(f"{self.person.pid} {why}"), "warn")
            items.append(self._still(*rows))
        if promised:
            items.append(self._section("INCENTIVES", hint("contact.tick", "paid")))
            items += map(self._incentive, reversed(promised))
            totals = totals_of(promised, self.policy).get(self.today.year, {})
            words = ", ".join(money(amount, currency) for currency, amount in totals.items())
            items.append(self._still(self._row(Span(f"{words or 'nothing'} promised this year", "muted"))))
        return items

    def _invitation(self, asked: Invitation) -> list[Row]:
        when = self._moment(asked.at)
        style = "text" if asked.is_open else "muted"
        head = self._row(Span(f"{invitation_words(asked)}, {when}", style), right=(Span(standing_words(asked), style),))
        note = self._text(self.mask.beginning(asked.note), "muted", indent="   ") if asked.note else []
        return [head, *note[:1]]

    def _incentive(self, promised: Incentive) -> PanelItem:
        words = self.mask.line(incentive_words(promised, self.policy, self.today))
        owed = promised.state == "owed"
        sign = Span(f"{self.glyphs.late if owed else self.glyphs.dot}  ", "warn bold" if owed else "muted")
        return PanelItem((self._row(sign, Span(words, "text" if owed else "muted")),), "incentive", promised.uid)
