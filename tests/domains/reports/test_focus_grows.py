"""The start page asks as many questions of the database for much as for little."""

from __future__ import annotations

from sqlalchemy import event

from tests.conftest import Town
from tests.factories.goals import add_goal, add_team, days
from tests.factories.meetings import add_meeting


async def statements_of_the_focus(town: Town, persona: str) -> int:
    asked: list[str] = []

    def count(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    engine = town.runtime.engine.sync_engine
    event.listen(engine, "before_cursor_execute", count)
    try:
        answer = await town.as_(persona).get("/me/focus")
    finally:
        event.remove(engine, "before_cursor_execute", count)
    assert answer.status_code == 200, answer.text
    return len(asked)


def one_more(town: Town, number: int) -> None:
    team = add_team(town.world, "kurator", name=f"Team {number}")
    add_meeting(town.world, team)
    add_goal(
        town.world, team, state="ACTIVE", start_on=days(-90), deadline_on=days(-7 - number), check_in_days=[]
    )


async def test_ten_teams_with_late_goals_ask_what_one_asks(town: Town) -> None:
    one_more(town, 0)
    few = await statements_of_the_focus(town, "kurator")
    for number in range(1, 11):
        one_more(town, number)
    assert await statements_of_the_focus(town, "kurator") == few
