"""Which kinds of events never move a card."""

from __future__ import annotations

STILL = frozenset(
    {
        *("card_ranked", "card_blocked", "card_unblocked", "card_assigned", "card_tagged"),
        *("card_expedited", "card_not_expedited", "item_ticked", "item_unticked", "item_added", "item_removed"),
        *("note_added", "note_edited", "note_archived", "note_restored", "promise_kept", "promise_reopened"),
        *("request_answered", "touchpoint_logged", "touchpoint_planned", "touchpoint_edited", "touchpoint_settled"),
        *("consent_given", "consent_withdrawn", "consent_recorded", "person_edited", "contact_made", "contact_edited"),
        *("contact_linked", "contact_unlinked", "contacts_merged", "export_recorded", "ranks_renewed"),
        *("counters_raised",),
        *("standup_begun", "standup_walked", "standup_attended", "standup_decided", "standup_ended"),
        *("decision_ticked", "decision_unticked"),
    }
)
"""The kinds of events that never change where a card is, or what a column means."""
