"""What goes wrong in a message, a timer or the news is told; what comes for what has left does nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual import events
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from tests.app.conftest import OpenSession, Sit
from tests.app.test_other_window import uid
from tests.app.user import User
from tests.sample import BOARD
from tui.app.here import Here
from tui.app.keys.palette import Palette
from tui.app.look.foot_line import FootLine, MessageLine, Said
from tui.app.look.item_list import ItemList
from tui.app.mishaps import Steady
from tui.app.news import News
from tui.domain import operations

TOLD = "Something unexpected went wrong (ZeroDivisionError at tui/"


def broken(*arguments: object, **named: object) -> None:
    raise ZeroDivisionError


def front(user: User) -> Here:
    assert isinstance(user.app.screen, Here)
    return user.app.screen


PUT_OFF: dict[str, Callable[[Here, Callable[[], None]], object]] = {
    "a timer of the screen": lambda here, act: here.set_timer(0.001, act),
    "an interval of the screen": lambda here, act: here.set_interval(0.001, act, repeat=1),
    "a timer of a widget": lambda here, act: here.foot_line.set_timer(0.001, act),
    "a timer of the application": lambda here, act: here.app.set_timer(0.001, act),
    "what the screen does later": lambda here, act: here.call_later(act),
    "what the application does later": lambda here, act: here.app.call_later(act),
    "what the screen does once it is drawn": lambda here, act: here.call_after_refresh(act),
    "what the application does once all is drawn": lambda here, act: here.app.call_after_refresh(act),
}


async def is_told_and_left(user: User) -> None:
    """See what was told, and go on; leaving a screen that is not the first one."""
    await user.settle()
    assert TOLD in user.text
    assert [type(mistake) for mistake in user.mistakes] == [ZeroDivisionError]
    user.mistakes.clear()
    await user.press("escape", "j")
    assert user.grid[0].strip().startswith("Customer Development")
    assert TOLD not in user.text


@pytest.mark.parametrize("name", PUT_OFF)
async def test_a_mistake_in_what_was_put_off_is_told(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    show_mode = FootLine.show_mode

    def fails_once(line: FootLine, mode: str) -> None:
        monkeypatch.setattr(FootLine, "show_mode", show_mode)
        broken()

    async with sit(board=BOARD) as user:
        await user.press("P")
        monkeypatch.setattr(FootLine, "show_mode", fails_once)
        PUT_OFF[name](front(user), front(user).show_foot)
        await user.until(TOLD)
        await is_told_and_left(user)


async def test_a_mistake_in_what_another_window_did_is_told(
    sit: Sit, sample: object, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        with monkeypatch.context() as patch:
            patch.setattr(News, "hear", broken)
            other = open_session("eng")
            other.save(operations.move_card, uid(other, 5), "done")
            await user.arrived(other)
        await is_told_and_left(user)


MESSAGES: dict[str, Callable[[Widget], Message]] = {
    "click": lambda widget: events.Click(widget, 1, 1, 0, 0, 1, False, False, False),
    "wheel": lambda widget: events.MouseScrollDown(widget, 1, 1, 0, 1, 0, False, False, False),
    "resize": lambda widget: events.Resize(Size(20, 5), Size(20, 5)),
    "show": lambda widget: events.Show(),
    "hide": lambda widget: events.Hide(),
    "focus": lambda widget: events.Focus(),
    "blur": lambda widget: events.Blur(),
    "descendant focus": events.DescendantFocus,
    "descendant blur": events.DescendantBlur,
    "suspend": lambda widget: events.ScreenSuspend(),
    "resume": lambda widget: events.ScreenResume(),
    "chosen": lambda widget: ItemList.Chosen(ItemList(), 9_999, again=True),
    "changed": lambda widget: Input.Changed(Input(), "week"),
    "submitted": lambda widget: Input.Submitted(Input(), "week"),
    "put off": lambda widget: events.Callback(getattr(widget, "show_all", lambda: None)),
}
LEFT = {
    "filter": (("slash", "e"), ("escape",)),
    "line": (("n", "e"), ("escape",)),
    "palette": (("colon", "e"), ("escape",)),
    "form": (("a",), ("escape",)),
    "decision": (("colon", *"Decide", "enter"), ("escape",)),
    "permission": (("P", "p"), ("escape", "escape")),
    "snapshot": (("w",), ("escape",)),
    "help": (("question_mark",), ("escape",)),
    "hypothesis": (("i",), ("escape",)),
    "people": (("P", "tab"), ("escape", "escape")),
    "people's filter": (("P", "slash", "e"), ("escape", "escape")),
    "standup": (("S", "space"), ("escape",)),
    "report": (("S", "G"), ("escape",)),
    "flow": (("f",), ("escape",)),
    "experiments": (("0",), ("escape",)),
}


@pytest.mark.parametrize("name", LEFT)
async def test_messages_for_what_has_left_do_nothing(sit: Sit, sample: object, name: str) -> None:
    opening, leaving = LEFT[name]
    async with sit(board=BOARD) as user:
        before = set(shown(user))
        await user.press(*opening)
        gone = [widget for widget in shown(user) if widget not in before]
        await user.press(*leaving)
        gone = [widget for widget in gone if isinstance(widget, Steady) and not widget.is_attached]
        assert gone
        text = user.text
        for widget in gone:
            for make in MESSAGES.values():
                await widget._dispatch_message(make(widget))
        await user.settle()
        assert user.text == text
        await user.press("j")


def shown(user: User) -> list[Widget]:
    return [node for screen in user.app.screen_stack for node in screen.walk_children(Widget, with_self=True)]


async def test_what_is_asked_of_what_has_left_is_passed_over(
    sit: Sit, sample: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sit(board=BOARD) as user:
        await user.press("P")
        people = front(user)
        await user.press("escape")
        for error, told in ((NoMatches("late"), 0), (ZeroDivisionError(), 1)):

            def late(line: MessageLine, message: Said | None, error: Exception = error) -> None:
                monkeypatch.undo()
                raise error

            monkeypatch.setattr(MessageLine, "say", late)
            await people._dispatch_message(events.Callback(people.hush))
            assert len(user.mistakes) == told
        user.mistakes.clear()


async def test_a_command_that_is_clicked_twice_in_the_palette_is_done_once(sit: Sit, sample: object) -> None:
    async with sit(board=BOARD) as user:
        await user.press("colon")
        await user.type("Rank the card down")
        palette = user.app.screen
        assert isinstance(palette, Palette)
        before = user.column("todo")
        for _ in range(2):
            palette.post_message(palette.listing.Chosen(palette.listing, 0, again=False))
        await user.settle()
        assert user.column("todo") == [before[1], before[0], *before[2:]]
