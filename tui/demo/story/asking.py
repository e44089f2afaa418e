"""Who was asked to take part, what came of it, and what they were promised for it."""

from tui.demo.line import told

ASKING = (
    told("11-02 11:00", "ben", "reward", "P09", "20", what="voucher"),
    told("11-04 09:40", "ben", "invite", "P04 P06", card="CD-19", method="interview", channel="email"),
    told("11-06 12:10", "ben", "pay", "P09"),
    told("11-11 16:30", "ana", "invite", "P02", method="interview", channel="phone"),
    told("11-16 12:10", "ben", "invite", "P05 P09", card="CD-29", method="interview", channel="email"),
    told("11-16 12:12", "ben", "reward", "P05", "30", what="voucher"),
    told("11-19 10:40", "ana", "invite", "P06", card="CD-30", method="interview", channel="email"),
    told("11-20 11:20", "ana", "answered", "P06", "declined", note="No time before Christmas."),
    told("11-20 16:40", "ben", "answered", "P09", "no_answer"),
)
