"""What is done at a stop beyond what is done with any card: who is here, what they decide, what of that is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tui.app.asking.capturing import Subject, ask_note, ask_permission, ask_touchpoint, close_loop, settle, teammates
from tui.app.asking.prompts import Choice, Prompt, hinting, picking
from tui.app.board import editing, linking, setting
from tui.app.look.paint import Row, Span
from tui.app.standup.screen import StandupScreen
from tui.app.standup.sections import chosen, decision_choices, tickable
from tui.domain import operations
from tui.domain.lines.quick_lines import parse_decision
from tui.domain.records import Card, Note, Participant, Standup, Touchpoint
from tui.domain.search.matching import begins
from tui.domain.standup.held import Followed, is_made_of
from tui.domain.time.dates import day_words
from tui.domain.work.iterations import newest_of


async def decide(here: StandupScreen) -> None:
    """Note a decision, about the card that is talked about where there is one."""
    card, item = here.card, here.item

    def submit(text: str) -> None:
        decision = parse_decision(text, here.session.today)
        here.do(
            operations.decide_in_standup,
            here.standup_uid,
            decision.text,
            owner=decision.owner,
            due=decision.due,
            card=card.uid if card is not None else None,
            experiment=item.experiment or None,
            words="Noted the decision",
        )

    await here.ask(
        Prompt(
            key=f"decision:{here.standup_uid}:{here.at}",
            label=f"decision on {here.view.key(card)}" if card is not None else "decision",
            submit=submit,
            footer="decision",
            hint=partial(_decision_hint, here),
            choices=partial(_team_choices, here),
            again=lambda text: "",
            completes_first=True,
        )
    )


def _decision_hint(here: StandupScreen, text: str) -> Row:
    decision = parse_decision(text, here.session.today)
    parts = [f"@{decision.owner} does it"] if decision.owner else []
    parts += [f"by {day_words(decision.due, here.session.today)}"] if decision.due else []
    return Row((Span(", ".join(parts) or "@ana chase legal by tue: what, who, by when", "muted"),))


def _team_choices(here: StandupScreen, text: str) -> Sequence[Choice]:
    """Offer the team for the word that begins with @ at the end of the line."""
    head, sign, word = text.rpartition("@")
    if not sign or " " in word or (head and not head.endswith(" ")):
        return ()
    team = teammates(here, *here.standup.attendees)
    fits = [name for name in team if begins(name, word) and name != word]
    return [Choice(f"{head}@{name} ", (Span(f"@{here.masked(name)}"),)) for name in fits]


async def tick(here: StandupScreen, subject: Standup | Touchpoint | Note | Card) -> None:
    """Say that a touchpoint was had, a promise kept, a request answered, a decision done; else tick the card."""
    match subject:
        case Standup():
            await _ask_ticked(here)
        case Touchpoint():
            settle(here, subject)
        case Note():
            close_loop(here, subject.uid)
        case Card():
            setting.tick(here, subject)


async def _ask_ticked(here: StandupScreen) -> None:
    """Say which of the last decisions is done; where it is but one, that one is."""
    await _ask_which(here, "which is done", tickable(here.view.all_decided), _turn)


async def make_card(here: StandupScreen) -> None:
    """Make a decision that is open, of this standup or of one before, a card of its own."""
    cards = here.view.workspace.cards

    def is_free(follows: Followed) -> bool:
        card = cards.get(follows.decision.card or "")
        return follows.is_open and (card is None or not is_made_of(card, follows.decision))

    await _ask_which(here, "which becomes a card", [*filter(is_free, here.view.all_decided)], _make)


async def _ask_which(
    here: StandupScreen, label: str, decided: list[Followed], act: Callable[[StandupScreen, Followed], None]
) -> None:
    """Ask for one of some decisions; where it is but one, that one is meant."""
    if not decided:
        here.say("Nothing was decided that is still open.", ("standup.decide", "notes a decision"))
        return
    if len(decided) == 1:
        act(here, decided[0])
        return
    choices = decision_choices(here.view, decided)
    await here.ask(
        picking(
            "decision",
            label,
            lambda text: act(here, chosen(decided, text)),
            lambda text: [choice for choice in choices if choice.line.startswith(text.strip())],
            "its number; enter takes the marked one",
        )
    )


def _make(here: StandupScreen, follows: Followed) -> None:
    """Make a decision a card of the board it is about, else of the board of the stop."""
    workspace = here.session.workspace
    about = workspace.experiments.get(follows.decision.experiment or "")
    into = newest_of(workspace, about) if about is not None else here.board.experiment
    decision = follows.decision.uid
    change = here.run(operations.card_from_decision, follows.standup, decision, into=into.uid)
    card = here.session.workspace.cards.get(change.event.card or "") if change is not None else None
    if card is not None:
        here.say(f"Made the decision {here.view.key(card)} {here.masked(card.title)}", ("change.undo", "undo"))


def _turn(here: StandupScreen, follows: Followed) -> None:
    """Tick a decision, or take back that it was ticked."""
    done = follows.decision.done_at is None
    words = "Ticked the decision" if done else "Opened the decision again"
    here.run(operations.tick_decision, follows.standup, follows.decision.uid, done, words=words)


async def edit(here: StandupScreen, subject: Standup | Card) -> None:
    """Edit the card, or at the pulse who is here."""
    if isinstance(subject, Card):
        await editing.edit(here, subject)
        return

    def submit(text: str) -> None:
        here.do(operations.set_attendees, here.standup_uid, text.replace(",", " ").split(), words="Noted who is here")

    await here.ask(
        Prompt(
            key=f"attendees:{here.standup_uid}",
            keeps_draft=False,
            label="who is here",
            value="".join(f"@{name} " for name in subject.attendees),
            submit=submit,
            hint=hinting("the names of teammates, with or without @"),
            choices=partial(_team_choices, here),
            completes_first=True,
        )
    )


async def note(here: StandupScreen) -> None:
    """Capture one line about what the stop is about."""
    record, card = here.view.record(here.item), here.card
    if isinstance(record, Touchpoint):
        await ask_note(here, Subject(people=record.people, touchpoint=record))
    elif isinstance(record, Participant):
        await ask_note(here, Subject(people=(record.uid,)))
    elif isinstance(record, Note):
        await ask_note(here, Subject(card, record.people))
    elif card is not None:
        await linking.note(here, card)
    else:
        here.say("There is nothing here to write a note on.", ("standup.decide", "notes a decision"))


async def touchpoint(here: StandupScreen) -> None:
    """Log a touchpoint about the card, or with the people the stop is about."""
    card, people = here.card, here.view.people_of(here.item)
    if card is not None or people:
        await ask_touchpoint(here, Subject(card, people if card is None else ()))
    else:
        _say_nobody(here)


async def permission(here: StandupScreen) -> None:
    """Give or withdraw what the people of the stop agree to."""
    card, people = here.card, here.view.people_of(here.item)
    if card is not None or people:
        await ask_permission(here, people or (card.people if card is not None else ()))
    else:
        _say_nobody(here)


def _say_nobody(here: StandupScreen) -> None:
    here.say("Nobody in particular is talked about here.")
