"""Customer Retention Experiment: tactics that did not hold anybody, and what the team does instead."""

from tui.demo.line import told

WORK = (
    told("10-26 15:00", "pm", "start", "CR"),
    told("10-26 15:02", "pm", "own", "CR-1 CR-3 CR-5 CR-6", "pm"),
    told("10-26 15:03", "ana", "own", "CR-2", "ana"),
    told("10-26 15:30", "pm", "move", "CR-1", "doing"),
    told("10-28 15:00", "pm", "say", "CR-1", "", "learned", "Ten of a hundred leave in a quarter; eight is the goal."),
    told("10-28 15:10", "pm", "move", "CR-1", "done"),
    told("10-28 15:20", "ana", "move", "CR-2", "doing"),
    told("10-30 16:00", "ana", "say", "CR-2", "", "statistic", "41 accounts were quiet for thirty days."),
    told("10-30 16:10", "ana", "move", "CR-2", "done"),
    told("11-02 09:40", "pm", "move", "CR-3", "doing"),
    told("11-04 10:00", "pm", "add", "CR", "Write to the accounts that went quiet", assignee="pm", tags=("tactic",)),
    told("11-04 10:05", "pm", "add", "CR", "Offer a yearly discount", assignee="pm", tags=("tactic",)),
    told("11-04 11:00", "pm", "move", "CR-3", "done"),
    told("11-04 11:10", "pm", "move", "CR-9", "doing"),
    told("11-05 10:00", "pm", "move", "CR-10", "doing"),
    told("11-06 10:50", "pm", "move", "CR-4", "doing"),
    told("11-06 12:10", "ben", "say", "CR-9", "P06", "quote", "a discount for what I do not use", stance="refutes"),
    told("11-10 10:52", "ben", "say", "CR-10", "P04", "quote", "ten percent of a missing answer", stance="refutes"),
    told("11-10 15:00", "pm", "move", "CR-9", "done"),
    told("11-10 15:02", "pm", "say", "CR-9", "", "learned", "Nine of forty-one answered; two came back."),
    told("11-11 15:00", "pm", "move", "CR-4", "done"),
    told("11-11 15:10", "pm", "move", "CR-5", "doing"),
    told("11-12 15:00", "pm", "move", "CR-10", "done"),
    told(
        *("11-12 15:20", "pm", "met", "focus_group", "P03 P10 P14"),
        at="11-12 14:00",
        cards="CR-5",
        channel="video",
        duration=60,
        observers=("ana", "cleo"),
        summary="Nobody would stay for a discount; two would for a yearly look at their set-up.",
    ),
    told("11-12 15:24", "pm", "say", "CR-5", "P03", "quote", "I stay where somebody knows my shop", stance="refutes"),
    told("11-12 15:25", "pm", "say", "CR-5", "P10", "note", "Would sign for a year if somebody set it up with him."),
    told(
        "11-12 15:26",
        "pm",
        "say",
        "CR-5",
        "P14",
        "statistic",
        "Four of nine callers ask for a person.",
        stance="refutes",
    ),
    told("11-13 11:30", "pm", "say", "CR-10", "P11", "note", "Took the discount at once.", stance="supports"),
    told("11-16 15:00", "pm", "move", "CR-5", "done"),
    told("11-16 15:10", "pm", "move", "CR-6", "doing"),
    told("11-18 15:20", "pm", "say", "CR-6", "", "learned", "Discounts reach those who would have stayed."),
    told("11-18 15:30", "pm", "move", "CR-6", "done"),
)

DECIDED = (
    told(
        *("11-18 16:10", "pm", "decide", "CR", "pivot", 1),
        observation="Of 41 quiet accounts 9 answered and 2 came back; churn went from 10 % to 9.6 %, which is noise.",
        learning="People leave over silence. A discount does not speak to them, a person does.",
        actions=(
            "Offer every trial a set-up call",
            "Take the discount mails down",
            "Try yearly visits with five accounts",
        ),
    ),
    told("11-18 16:20", "pm", "act", "CR", "Offer every trial", "CX"),
    told("11-18 16:22", "pm", "own", "CX-18", "ana"),
)

RETENTION = (*WORK, *DECIDED)
