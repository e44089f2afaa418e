"""What happened on the sample board: who, what and when, as days before today and times of day."""

from __future__ import annotations

PEOPLE = (
    ("Noor Hassan", "Kestrel Freight"),
    ("Mateus Alves", "Alves & Filhos"),
    ("Ingrid Dahl", "Nordlys Clinics"),
    ("Tomasz Wrona", "Wrona Studio"),
    ("Priya Raman", "Tealeaf Labs"),
    ("Bea Okafor", "Okafor Legal"),
    ("Jonas Keller", "Keller Holzbau"),
    ("Lucía Prieto", "Prieto Foods"),
    ("Samir Haddad", "Haddad Optics"),
)
KNOWN_AS = {
    1: ("advocate", "enterprise"),
    2: ("customer", "enterprise"),
    3: ("customer", "team"),
    4: ("churned", "self-serve"),
    5: ("trial", "team"),
    6: ("churned", "self-serve"),
    7: ("trial", "team"),
    8: ("partner", "advisory board"),
    9: ("trial", "team"),
}
"""P-id number -> relationship and segment."""

RHYTHMS = {2: ("P5D", "P9D"), 6: ("P9D", "P21D")}
"""P-id number -> how often they should hear from us, ideally and at most, where it is not as usual."""

Agreed = tuple[int, str, tuple[int, ...], tuple[str, ...], str]
"""Days ago, time, people, what they agreed to, and how."""

AGREED: tuple[Agreed, ...] = (
    (7, "11:00", (1, 3, 4), ("contact", "take_part", "notes", "quote"), "email_reply"),
    (6, "17:10", (8,), ("contact", "take_part", "notes", "quote", "share_inside", "share_outside"), "signed_form"),
    (3, "10:20", (9,), ("contact", "take_part", "notes", "audio", "quote"), "verbal_noted"),
    (3, "10:25", (7,), ("contact", "take_part", "notes"), "verbal_noted"),
)
Met = tuple[int, str, str, str, int | None, tuple[int, ...], int]
"""Days ago, time, method, channel, minutes, people, card."""

MET: tuple[Met, ...] = (
    (7, "10:00", "feedback_form", "in_app", None, (1,), 1),
    (6, "11:00", "interview", "in_person", 40, (4,), 1),
    (4, "09:30", "interview", "video", 30, (1,), 3),
    (3, "10:25", "interview", "video", 45, (9,), 8),
    (3, "15:00", "support_contact", "chat", 10, (7,), 3),
    (0, "08:30", "interview", "video", 25, (4,), 3),
    (0, "09:04", "support_contact", "email", None, (3,), 10),
)
ADDED = (
    ("Interview five trial accounts", "", ("Find them", "Invite", "Interview", "Write up", "Share")),
    ("Draft consent form v1", "", ()),
    ("Reply to the CSV export request", "", ()),
    ("Write interview guide for churned accounts", "", ("Goals", "Warm-up", "Questions", "Dry run")),
    ("Ask the advisory board about CSV export", "", ()),
    ("Open a feedback mailbox", "", ()),
    ("Compare two survey wordings with support", "Same five questions, two openings, ten replies each.", ()),
    ("Thank the first ten testers", "", ()),
    ("Recruit the advisory board", "", ()),
)
"""Cards 8 to 16, on top of the seven of the board: title, description, checklist."""

STEPS = {
    3: (
        "Collect the last two weeks of inbound",
        "Tag themes with support",
        "Answer every open request",
        "Write three insights",
        "Share with design and engineering",
    ),
    5: ("Choose the question", "Send it to forty accounts", "Read the answers"),
}
TICKED = {3: 2, 8: 3, 11: 1}
OWNERS = {
    "ux": (1, 3, 8, 11),
    "pm": (2, 6, 10, 12, 15),
    "eng": (5,),
}
LINKED = {
    1: (1, 4, 7),
    2: (2, 3, 5),
    3: (1, 4, 7, 5, 9),
    6: (1, 4, 7, 9),
    7: (1,),
    8: (5, 6, 9),
    10: (3,),
    11: (2, 6),
    12: (3, 8),
    15: (8, 9),
}
DUE = {12: 2, 2: 3, 5: 7}
"""Card -> days from today."""

MOVES = (
    (16, 11, "11:00", "doing"),
    (3, 8, "09:30", "doing"),
    (1, 8, "09:40", "doing"),
    (9, 6, "10:00", "doing"),
    (2, 5, "09:20", "doing"),
    (15, 4, "09:15", "doing"),
    (16, 4, "10:00", "done"),
    (13, 4, "11:00", "doing"),
    (13, 4, "16:00", "done"),
    (9, 4, "17:00", "done"),
    (8, 3, "09:10", "doing"),
    (15, 3, "14:00", "done"),
    (1, 3, "16:30", "done"),
    (10, 0, "09:02", "doing"),
)
"""Card, days ago, time, column."""

Note = tuple[int, int, str, tuple[int, ...], str, str | None, str]
"""Card, days ago, time, people, kind, stance, words."""

NOTES: tuple[Note, ...] = (
    (1, 7, "10:05", (1,), "note", None, "Asked for one address instead of four."),
    (1, 6, "11:20", (4,), "quote", None, "I never know where to write to."),
    (1, 6, "15:45", (7,), "behaviour", "supports", "Uses the chat for everything, even invoices."),
    (1, 4, "09:50", (1,), "behaviour", "supports", "Chose chat over e-mail in both sessions."),
    (1, 3, "16:20", (), "learned", None, "2 of 3 prefer chat over e-mail"),
    (2, 5, "12:10", (2,), "note", None, "Survey fatigue: the third form this month."),
    (2, 4, "13:30", (5,), "request", None, "Would like to answer inside the product."),
    (2, 3, "11:00", (3,), "note", None, "Happy to talk, prefers mornings."),
    (3, 7, "14:10", (5,), "note", None, "Reads every release note."),
    (3, 6, "09:35", (1,), "behaviour", "supports", "Opened three tickets after the first was answered."),
    (3, 5, "16:00", (9,), "delight", "supports", "Told two colleagues about the quick answer."),
    (3, 4, "11:32", (1,), "quote", "supports", "You fixed it the week I asked."),
    (3, 3, "15:10", (7,), "need", None, "Wants a reply within a day, not a survey."),
    (3, 0, "08:54", (4,), "quote", "refutes", "nobody answered, so I stopped"),
    (5, 6, "10:30", (), "note", None, "Support already asks one question at the end of a ticket."),
    (5, 5, "10:45", (), "statistic", None, "9 of 40 answered the pilot, 7 of them content."),
    (8, 3, "10:30", (9,), "behaviour", "supports", "Keeps a spreadsheet of what the trial lacks."),
    (8, 3, "13:15", (6,), "note", None, "No time this week, asked for a call on Tuesday."),
    (8, 1, "10:00", (9,), "pain", "supports", "The export takes an hour every Monday."),
    (8, 1, "10:02", (9,), "quote", None, "we export it by hand every Monday"),
    (10, 0, "09:05", (3,), "quote", None, "a plain export would be enough"),
    (12, 2, "09:40", (8,), "note", None, "Meets on the last Wednesday of the month."),
    (13, 4, "15:30", (4,), "request", "supports", "First mail after ten minutes: asked for an invoice copy."),
    (15, 3, "11:40", (8,), "delight", None, "Answered with a photo of the team."),
    (15, 3, "13:50", (9,), "note", None, "Wants to test again in spring."),
    (16, 6, "17:00", (4,), "behaviour", "supports", "Said yes before the end of the first sentence."),
)
