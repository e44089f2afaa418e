"""What a person was asked to take part in, and what they get for it, in their panel."""

from __future__ import annotations

from tui.app.crowd import Crowd
from tui.app.glyphs import Glyphs
from tui.app.masking import Mask
from tui.app.paint import Row, Shown, Span
from tui.app.panels import PanelItem, Sections
from tui.domain.people.incentives import incentive_words, money, totals_of
from tui.domain.people.invitations import asked_too_often, invitation_words, standing_words
from tui.domain.records import Incentive, Invitation, Participant

MOST_ASKED = 3
"""How many invitations are shown, the newest."""


class AskedSections(Sections):
    """The sections of a person on asking; there are none where nobody asked them for anything."""

    def __init__(self, crowd: Crowd, person: Participant, glyphs: Glyphs, mask: Mask, width: int) -> None:
        super().__init__(glyphs, mask, width, crowd.today, crowd.policy.zone)
        self.crowd = crowd
        self.workspace = crowd.workspace
        self.person = person

    def _asked(self) -> list[PanelItem]:
        asked = self.workspace.invitations_of(self.person.uid)
        promised = self.workspace.incentives_of(self.person.uid)
        items: list[PanelItem] = []
        if asked:
            items.append(self._section("ASKED TO TAKE PART", (Span(":", "accent bold"), Span(" answered", "muted"))))
            rows = [row for each in reversed(asked[-MOST_ASKED:]) for row in self._invitation(each)]
            if why := asked_too_often(self.workspace, self.person.uid, self.crowd.policy, self.today):
                rows += self._text(Shown(f"{self.person.pid} {why}"), "warn")
            items.append(self._still(*rows))
        if promised:
            items.append(self._section("INCENTIVES", (Span("x", "accent bold"), Span(" paid", "muted"))))
            items += [self._incentive(each) for each in reversed(promised)]
            totals = totals_of(promised, self.crowd.policy).get(self.today.year, {})
            said = ", ".join(money(amount, currency) for currency, amount in totals.items())
            items.append(self._still(self._row(Span(f"{said or 'nothing'} promised this year", "muted"))))
        return items

    def _invitation(self, asked: Invitation) -> list[Row]:
        when = self._moment(asked.at)
        style = "text" if asked.is_open else "muted"
        head = self._row(Span(f"{invitation_words(asked)}, {when}", style), right=(Span(standing_words(asked), style),))
        note = self._text(self.mask.beginning(asked.note), "muted", indent="   ") if asked.note else []
        return [head, *note[:1]]

    def _incentive(self, promised: Incentive) -> PanelItem:
        words = self.mask.line(incentive_words(promised, self.crowd.policy, self.today))
        owed = promised.state == "owed"
        sign = Span(f"{self.glyphs.late if owed else self.glyphs.dot}  ", "warn bold" if owed else "muted")
        return PanelItem((self._row(sign, Span(words, "text" if owed else "muted")),), "incentive", promised.uid)
