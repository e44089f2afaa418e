"""What people do to a workspace, named as they would say it.

Every operation is a function of the workspace, a `Context`, and its arguments. It checks the rules and returns a
`Change`, or raises a `DomainError` whose text is a sentence for people. It changes nothing by itself.

Their modules are loaded when they are used: most commands only read.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.domain.operations.backups import restore_backup
    from tui.domain.operations.cards import (
        add_card,
        archive_card,
        do_once_more,
        edit_card,
        move_card,
        not_started,
        rank_card,
        restore_card,
    )
    from tui.domain.operations.consents import ask_consent, give_consent, record_consent, withdraw_consent
    from tui.domain.operations.details import (
        add_checklist_item,
        assign_card,
        block_card,
        expedite_card,
        remove_checklist_item,
        set_due,
        tag_card,
        tick_item,
        unblock_card,
    )
    from tui.domain.operations.experiments import leave_definition, reconcile_definition, start_experiment
    from tui.domain.operations.exports import record_export
    from tui.domain.operations.incentives import pay_incentive, promise_incentive
    from tui.domain.operations.invitations import answer_invitation, invite
    from tui.domain.operations.life import (
        act_on_decision,
        archive_experiment,
        decide_experiment,
        iterate_experiment,
        link_action,
        restore_experiment,
    )
    from tui.domain.operations.loops import answer_request, keep_promise
    from tui.domain.operations.merging import edit_from
    from tui.domain.operations.notes import add_note, archive_note, edit_note, restore_note
    from tui.domain.operations.people import edit_contact, edit_person, link_contact, make_contact, unlink_contact
    from tui.domain.operations.same_person import merge_contacts
    from tui.domain.operations.standups import (
        begin_standup,
        decide_in_standup,
        end_standup,
        set_attendees,
        tick_decision,
        walk_standup,
    )
    from tui.domain.operations.touchpoints import edit_touchpoint, log_touchpoint, settle_touchpoint
    from tui.domain.operations.undo import revert

_HOMES = {
    "backups": ("restore_backup",),
    "cards": (
        "add_card",
        "archive_card",
        "do_once_more",
        "edit_card",
        "move_card",
        "not_started",
        "rank_card",
        "restore_card",
    ),
    "consents": (
        "ask_consent",
        "give_consent",
        "record_consent",
        "withdraw_consent",
    ),
    "details": (
        "add_checklist_item",
        "assign_card",
        "block_card",
        "expedite_card",
        "remove_checklist_item",
        "set_due",
        "tag_card",
        "tick_item",
        "unblock_card",
    ),
    "experiments": (
        "leave_definition",
        "reconcile_definition",
        "start_experiment",
    ),
    "exports": ("record_export",),
    "incentives": (
        "pay_incentive",
        "promise_incentive",
    ),
    "invitations": (
        "answer_invitation",
        "invite",
    ),
    "life": (
        "act_on_decision",
        "archive_experiment",
        "decide_experiment",
        "iterate_experiment",
        "link_action",
        "restore_experiment",
    ),
    "loops": (
        "answer_request",
        "keep_promise",
    ),
    "merging": ("edit_from",),
    "notes": (
        "add_note",
        "archive_note",
        "edit_note",
        "restore_note",
    ),
    "people": (
        "edit_contact",
        "edit_person",
        "link_contact",
        "make_contact",
        "unlink_contact",
    ),
    "same_person": ("merge_contacts",),
    "standups": (
        "begin_standup",
        "decide_in_standup",
        "end_standup",
        "set_attendees",
        "tick_decision",
        "walk_standup",
    ),
    "touchpoints": (
        "edit_touchpoint",
        "log_touchpoint",
        "settle_touchpoint",
    ),
    "undo": ("revert",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Return an operation from the module that is its home."""
    if name not in _HOME_OF:
        raise AttributeError(f"there is no operation {name}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    return found


__all__ = [
    "act_on_decision",
    "add_card",
    "add_checklist_item",
    "add_note",
    "answer_invitation",
    "answer_request",
    "archive_card",
    "archive_experiment",
    "archive_note",
    "ask_consent",
    "assign_card",
    "begin_standup",
    "block_card",
    "decide_experiment",
    "decide_in_standup",
    "do_once_more",
    "edit_card",
    "edit_contact",
    "edit_from",
    "edit_note",
    "edit_person",
    "edit_touchpoint",
    "end_standup",
    "expedite_card",
    "give_consent",
    "invite",
    "iterate_experiment",
    "keep_promise",
    "leave_definition",
    "link_action",
    "link_contact",
    "log_touchpoint",
    "make_contact",
    "merge_contacts",
    "move_card",
    "not_started",
    "pay_incentive",
    "promise_incentive",
    "rank_card",
    "reconcile_definition",
    "record_consent",
    "record_export",
    "remove_checklist_item",
    "restore_backup",
    "restore_card",
    "restore_experiment",
    "restore_note",
    "revert",
    "set_attendees",
    "set_due",
    "settle_touchpoint",
    "start_experiment",
    "tag_card",
    "tick_decision",
    "tick_item",
    "unblock_card",
    "unlink_contact",
    "walk_standup",
    "withdraw_consent",
]
