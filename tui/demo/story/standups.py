"""The daily standups, with what was decided there."""

from tui.demo.line import told

ALL, MOST = "ana ben cleo pm", "ana ben cleo"

STANDUPS = (
    told("10-27 09:02", "ana", "standup", ALL, 540, ("Recruit the advisory board in person", "pm", "11-05", "CD-10")),
    told("10-28 09:01", "ana", "standup", ALL, 480),
    told("10-29 09:03", "ben", "standup", MOST, 430),
    told(
        *("10-30 09:02", "ana", "standup", ALL, 610),
        ("Two of the candidates are on holiday: go on with three", "pm", "11-03", "CD-10"),
    ),
    told("11-02 09:04", "cleo", "standup", ALL, 720, ("Ask forty accounts, not four hundred", "cleo", "11-03", "")),
    told("11-03 09:02", "ana", "standup", ALL, 500),
    told(
        *("11-04 09:01", "ben", "standup", ALL, 640),
        ("Four cards in DOING: finish two before starting anything", "ben", "11-06", ""),
    ),
    told("11-05 09:02", "ana", "standup", MOST, 450),
    told("11-06 09:00", "ana", "standup", ALL, 520),
    told(
        *("11-09 09:03", "pm", "standup", ALL, 830),
        ("Begin CX again, with response time as its only metric", "ben", "11-09", "CX-8"),
        ("Watch one Monday export on the spot", "ana", "11-09", "CD-20"),
    ),
    told("11-10 09:02", "ana", "standup", MOST, 410),
    told("11-11 09:02", "ben", "standup", ALL, 470),
    told("11-13 09:01", "ana", "standup", ALL, 560, ("Answer requests before new research", "ben", "11-20", "CD-3")),
    told(
        *("11-16 09:03", "cleo", "standup", ALL, 690),
        ("Take the discount mails down before the decision", "pm", "11-17", "CR-6"),
    ),
    told("11-17 09:02", "ana", "standup", MOST, 380),
    told("11-18 09:02", "ana", "standup", ALL, 600, ("Decide on CR this afternoon", "pm", "11-18", "")),
    told("11-19 09:05", "ben", "standup", MOST, 440),
    told(
        *("11-20 09:02", "ana", "standup", ALL, 571),
        ("Legal gets the consent form today", "ana", "11-20", "CD-2"),
        ("Finish the shared list before anything else", "cleo", "11-20", "CX-9"),
        ("Interview P05 without a recording", "ben", "11-23", "CD-29"),
    ),
)
"""None on 12 November, when everybody was out, and none on the last Monday yet."""

DID = (
    told("11-03 17:00", "cleo", "did", "Ask forty accounts"),
    told("11-06 15:30", "ben", "did", "Four cards in DOING"),
    told("11-18 16:30", "pm", "did", "Decide on CR"),
    told("11-20 16:21", "ana", "did", "Legal gets the consent form"),
)
"""What was done of what is not done with a card, or before the card is. Requests are still to be answered first."""
