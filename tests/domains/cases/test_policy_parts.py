"""A part that is opened by itself: the program's own statement, beside what the database holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import create_engine

from samsyn.cases.models import ChildVoice, Contribution, Decision, Hearing, Investigation
from samsyn.cases.policy import visible_parts
from samsyn.cases.policy.parts import one_part, parts_with_role
from samsyn.core.runtime import Runtime
from tests.conftest import Town
from tests.domains.cases.kinds import NAMED, OPENED, add_kind
from tests.factories.cases import add_case, add_contribution, add_investigation, add_voice, open_with_reason
from tests.factories.decisions import add_decision, add_hearing
from tests.factories.each import by_row, shown
from tests.factories.world import World

WRITTEN: dict[Any, Any] = {
    ChildVoice: add_voice,
    Contribution: add_contribution,
    Decision: add_decision,
    Hearing: add_hearing,
    Investigation: add_investigation,
}


def unwalled(statement: Any, key: UUID, town: Town, who: str) -> int:
    """How many rows the statement gives where the walls of the database stand open, as to its superuser."""
    world = town.world
    given = {
        "key": key,
        "actor_tenant": world.tenant,
        "actor_person": world.people[who],
        "actor_list_units": [],
    }
    compiled = statement.params(**given).compile(create_engine("postgresql+psycopg://"))
    with psycopg.connect(world.admin_dsn) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, true)", (str(world.tenant),))
        return len(connection.execute(str(compiled), compiled.params).fetchall())


@pytest.mark.parametrize("model", WRITTEN)
def test_a_reason_opens_no_part_of_k4(model: Any, town: Town) -> None:
    world = town.world
    case = add_case(world)
    key = WRITTEN[model](world, case)
    open_with_reason(world, case, "larare")
    shut = ", ".join(f"{text} = NULL" for text in model.TEXTS)
    for confidentiality, seen in (("K3", 1), ("K4", 0)):
        world.sql(
            f"UPDATE {model.__tablename__} SET {shut}, sealed = 'x', confidentiality = %s WHERE id = %s",
            confidentiality,
            key,
        )
        for statement, of in ((one_part(model), key), (parts_with_role(model), case)):
            assert unwalled(statement, of, town, "larare") == seen
            assert unwalled(statement, of, town, "kurator") == 1


@pytest.mark.parametrize("model", [ChildVoice, Decision])
async def test_k4_opens_for_those_named_and_not_with_a_reason(
    model: Any, reasoned: tuple[World, UUID], runtime: Runtime
) -> None:
    """Nor for whoever was named before, will be, or through another assignment."""
    world, case = reasoned
    made = {"lax": add_kind(world, model, case), "strict": add_kind(world, model, case, "K4")}
    found = await shown(world, runtime, OPENED | NAMED | {"rektor"}, visible_parts(model), key=case)
    assert by_row(found, made) == {"lax": OPENED | NAMED, "strict": NAMED}
