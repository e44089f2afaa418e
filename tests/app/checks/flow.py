"""What keys do on the flow screen, at 80x24 where one chart is shown; each check begins at the first one."""

from __future__ import annotations

from tests.app.checks import checks, flow_checks
from tests.app.user import User

NAMES = ["Throughput", "Cycle time", "Ageing work in progress", "Cumulative flow"]


def chart(user: User) -> int:
    """Return which chart is shown, from 0."""
    return NAMES.index(user.grid[1].strip())


@checks("go.flow")
async def shows_the_flow(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("Flow   Customer Development")


@checks("card.not_started")
async def was_not_really_started(user: User, title: str) -> None:
    await user.press("l", "H")
    began = user.card(8).started_at
    assert began is not None
    await user.run(title)
    await user.until("8 was not really started")
    assert user.card(8).started_at is None
    await user.press("u")
    assert user.card(8).started_at == began


@checks("card.done")
async def is_done_and_waits_for_its_next_date(user: User, title: str) -> None:
    await user.go_down_to("Continuously engage")
    await user.run(title)
    await user.until("Did 6 once more, due ")
    after = user.card(6)
    assert (after.column, after.finished_at) == ("todo", None)
    assert after.due is not None
    await user.press("u")
    assert (user.card(6).due, user.card(6).series) == (None, None)


@flow_checks("go.down", "go.page_down")
async def shows_the_next_chart(user: User, key: str) -> None:
    await user.press(key)
    assert chart(user) == 1


@flow_checks("go.up", "go.page_up")
async def shows_the_chart_before(user: User, key: str) -> None:
    await user.press("G", key)
    assert chart(user) == 2


@flow_checks("go.last", "go.first")
async def shows_the_last_chart_and_the_first(user: User, key: str) -> None:
    await user.press("j", key)
    assert chart(user) == (3 if key in ("G", "end") else 0)


@flow_checks("go.left", "flow.earlier")
async def goes_no_further_back_than_the_experiment(user: User, key: str) -> None:
    await user.press(key)
    assert user.message == "The experiment had not begun before."


@flow_checks("go.right", "flow.later")
async def goes_no_further_than_today(user: User, key: str) -> None:
    await user.press(key)
    assert user.message == "This is the last week there is."


@flow_checks("flow.unit")
async def turns_between_weeks_and_days(user: User, key: str) -> None:
    await user.press(key)
    assert "last 14 days" in user.grid[0]
    await user.press(key)
    assert "last 4 weeks" in user.grid[0]


@flow_checks("flow.export")
async def exports(user: User, key: str) -> None:
    await user.press(key, "enter")
    assert user.message.startswith("Wrote ")
    written = user.session.folder / "snapshots" / "CD-flow-2026-11-23-stakeholders.csv"
    heads = ["ID", "Title", "TODO", "DOING", "DONE", "Finished", "Cycle days"]
    assert written.read_text(encoding="utf-8-sig").startswith(",".join(f'"{head}"' for head in heads))


@flow_checks("go.open", "go.back")
async def goes_to_the_board(user: User, key: str) -> None:
    await user.press(key)
    assert user.grid[0].strip().startswith("Customer Development")
    assert user.footer.startswith("H L move")


@flow_checks("app.names")
async def shows_names(user: User, key: str) -> None:
    await user.press(key)
    assert user.app.names_shown
    await user.press(key)
    assert not user.app.names_shown
