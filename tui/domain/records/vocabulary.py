"""The words that records use, in the terms of the field: what may stand in which of their fields."""

from __future__ import annotations

from typing import Literal, get_args

ExperimentStatus = Literal["draft", "running", "decided", "archived"]
NoteKind = Literal[
    "note",
    "quote",
    "behaviour",
    "pain",
    "need",
    "delight",
    "request",
    "workaround",
    "statistic",
    "surprise",
    "promise",
    "learned",
]
Stance = Literal["supports", "refutes", "neutral"]
Surroundings = Literal["activities", "environments", "interactions", "objects", "users"]
SURROUNDINGS: tuple[Surroundings, ...] = get_args(Surroundings)
"""What there is to see where somebody is met (AEIOU), in the order it is told."""
Outcome = Literal["open", "planned", "shipped", "declined"]
Relationship = Literal["prospect", "trial", "customer", "churned", "advocate", "partner", "internal"]
Dimension = Literal["purchase_history", "engagement_level", "demographic", "need", "custom"]
Availability = Literal["free", "blocklisted", "opted_out"]
ConsentStatus = Literal[
    "unknown",
    "requested",
    "request_deferred",
    "given",
    "refused",
    "withdrawn",
    "revoked",
    "expired",
    "invalidated",
    "renewed",
]
NO_LONGER: frozenset[ConsentStatus] = frozenset({"refused", "withdrawn", "revoked"})
"""Somebody said no, which is more than not having said yes."""
APPROACHING = frozenset({"contact_me", "recontact"})
"""The scopes of being spoken to again."""
ConsentMethod = Literal["signed_form", "email_reply", "verbal_recorded", "verbal_noted", "web_form"]
ConsentBasis = Literal["consent", "contract", "legal_obligation", "legitimate_interest"]
"""The lawful bases of GDPR Art. 6(1) that research has."""
ConsentSource = Literal["person", "public", "third_party"]
"""Whom it was learned from (GDPR Art. 14): material that is public says so here, and is not agreed to."""
ConsentBundle = Literal["talk", "record", "share"]
"""A word that once gave several scopes at the same time."""
GivenBy = Literal["self", "guardian"]
Method = Literal[
    "interview",
    "focus_group",
    "survey",
    "contextual_inquiry",
    "observation",
    "digital_ethnography",
    "user_test",
    "advisory_board",
    "co_creation",
    "diary_study",
    "in_app_feedback",
    "feedback_form",
    "support_contact",
    "hackathon",
    "observation_lab",
    "analytics",
    "ab_test",
    "other",
]
Channel = Literal["in_person", "video", "phone", "email", "chat", "social", "in_app", "post", "other"]
Direction = Literal["outbound", "inbound"]
TouchpointStatus = Literal["tentative", "confirmed", "cancelled", "done", "no_show"]
PLANNED: frozenset[TouchpointStatus] = frozenset({"tentative", "confirmed"})
InvitationStatus = Literal["asked", "no_answer", "declined", "no_show", "came", "cancelled"]
IncentiveState = Literal["promised", "owed", "paid"]
Phase = Literal["baseline", "after", "control", "variant"]
PHASES: tuple[Phase, ...] = get_args(Phase)
Discipline = Literal["product", "design", "engineering", "marketing", "support", "sales", "research"]
DISCIPLINES: tuple[Discipline, ...] = get_args(Discipline)
InsightStatus = Literal["draft", "shared", "acted_on", "retired"]
INSIGHT_STATUSES: tuple[InsightStatus, ...] = get_args(InsightStatus)
LinkKind = Literal["recording", "transcript", "note"]
Decision = Literal["persevere", "pivot", "stop", "repeat"]
DecisionState = Literal["open", "overdue", "done", "card_done", "card_archived"]
Step = Literal["pulse", "done", "blocked", "expedite", "doing", "customers", "pull", "off_board", "report"]
AGREED_TO = {
    "contact_me": "be contacted",
    "take_part": "take part",
    "observe": "be observed",
    "record_audio": "have audio recorded",
    "record_video": "have video recorded",
    "store_notes": "have notes kept",
    "quote_pseudonymous": "be quoted",
    "quote_attributed": "be quoted by name",
    "share_internal": "have it shared in the company",
    "share_external": "have it shared outside the team",
    "recontact": "be contacted again",
}
"""What follows `has agreed to`, by scope."""
CONSENT_SCOPES = tuple(AGREED_TO)
"""What people may agree to, and so what a card's `needs` and `wish` may ask of them."""
