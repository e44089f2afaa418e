"""Nobody is named in anything that leaves, in no format, for no reader: whatever was typed, wherever it was typed."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import pytest

from tests.domain.world import World
from tests.exchange.every_format import FORMATS
from tests.exchange.hostile import TEXT, TOKENS, as_read, hostile_world, leaks_in
from tui.domain import operations
from tui.domain.flow.passages import CardHistory
from tui.domain.flow.period import flow_report
from tui.domain.privacy.profiles import PROFILES, Profile
from tui.domain.standup.report import build_report
from tui.exchange.digesting import digest_parcel
from tui.exchange.formats import format_named
from tui.exchange.leaving import Leaving
from tui.exchange.parcel import Include, Parcel, What
from tui.exchange.scanning import check

EVERYTHING = Include(plain_notes=True, archived=True)
WHATS: tuple[What, ...] = (
    *("board", "column", "card", "report", "flow", "notes", "touchpoints", "events", "contacts"),
    *("insights", "metrics", "digest"),
)
CASES = [
    (form, what, profile)
    for form in FORMATS
    for what in WHATS
    for profile in PROFILES
    if what in format_named(form).what and profile in format_named(form).profiles
    if what != "contacts" or profile == "identified"  # nobody else gets any
]


@cache
def world() -> World:
    return hostile_world()


def parcel_of(what: What, profile: Profile, source: World | None = None) -> Parcel:
    here = source or world()
    leaving = Leaving(here.workspace, here.policy, here.now, profile=profile, include=EVERYTHING)
    experiment = here.experiment
    match what:
        case "board":
            return leaving.board(experiment)
        case "column":
            return leaving.column(experiment, "doing")
        case "card":
            return leaving.card(here.card(1))
        case "notes" | "touchpoints" | "insights" | "metrics" | "contacts":
            made: Parcel = getattr(leaving, what)(experiment)
            return made
        case "digest":
            since, acted = here.now - timedelta(days=14), frozenset(here.workspace.insights)
            return digest_parcel(leaving, [experiment], "design", since, acted=acted, loose=True)
        case "events":
            change = here.do(operations.expedite_card, here.uid(1))
            return leaving.events(experiment, [(change.event, f"Edited 1 {TEXT}", False)])
        case "flow":
            histories: list[CardHistory] = []
            return leaving.flow(experiment, flow_report(here.workspace, experiment, histories, here.now), histories)
        case _:
            held = next(iter(here.workspace.standups.values()))
            report = build_report(
                here.workspace,
                [experiment],
                here.policy,
                since=here.now - timedelta(days=3),
                now=here.now,
                moved=frozenset(),
                standup=held,
                profile=profile,
                looking=True,
            )
            return leaving.report(report)


def test_the_tokens_are_in_what_was_planted() -> None:
    assert {token for token in TOKENS if token not in as_read(TEXT)} <= {"oneil", "annmarie", "jorgen", "strom", "darc"}


@pytest.mark.parametrize(("form", "what", "profile"), [case for case in CASES if case[2] != "identified"])
def test_nobody_is_named(form: str, what: What, profile: Profile) -> None:
    parcel = parcel_of(what, profile)
    text = format_named(form).render(parcel)
    assert leaks_in(text) == []
    assert leaks_in(parcel.stem) == []
    if (
        what in ("board", "card", "report", "insights", "digest")
        and profile != "public"
        and form in ("md", "txt", "json")
    ):
        assert "P01" in text, "there is something to be seen"


@pytest.mark.parametrize(("form", "what"), [case[:2] for case in CASES if case[2] == "identified"])
def test_with_names_only_those_who_agreed_are_named(form: str, what: What) -> None:
    """One agreed to be known inside; the others have taken that back."""
    here = hostile_world()
    one, *others = here.workspace.participants.values()
    for person in others:
        for scope in ("share_internal", "quote_attributed"):
            here.do(operations.withdraw_consent, person.uid, scope)
    text = as_read(format_named(form).render(parcel_of(what, "identified", here)))
    for token in ("jose", "alvarez", "900123", "小龙", "ann-marie", "brandtmark", "joergen", "stroem", "amie"):
        assert token not in text, token
    if what == "board" and form in ("md", "json", "txt"):
        assert "o'neil" in text, one.pid


def test_what_was_written_is_looked_through_once_more() -> None:
    from tui.domain.errors import NotAllowed
    from tui.domain.privacy.hiding import scrubber_of

    scrubber = scrubber_of(world().workspace, ())
    check(scrubber, "nothing here\nof anybody", "Markdown")
    with pytest.raises(NotAllowed, match=r"line 2 would name somebody \(W\*\*\* B\*"):
        check(scrubber, "a\nWill Brandtmark\n", "Markdown")


@pytest.mark.parametrize("words", ["Will Brandtmark", "WILL BRANDTMARK", "Brandtmark, Will"])
def test_who_agreed_may_be_named_though_somebody_else_is_called_the_same(words: str) -> None:
    from tui.domain.errors import NotAllowed
    from tui.domain.privacy.hiding import scrubber_of

    scrubber = scrubber_of(world().workspace, ())
    check(scrubber, words, "Markdown", named=["Will Brandtmark"])
    with pytest.raises(NotAllowed, match="would name somebody"):
        check(scrubber, words, "Markdown", named=["Will Brandt"])


@pytest.mark.parametrize("profile", PROFILES)
def test_a_name_that_is_cut_or_wrapped_is_not_there_to_be_put_together(profile: Profile) -> None:
    """Texts lose names before they are laid out: what a format gets cannot hold one."""
    parcel = parcel_of("board", profile)
    if profile != "identified":
        assert all(leaks_in(card.title) == [] for card in parcel.cards)
