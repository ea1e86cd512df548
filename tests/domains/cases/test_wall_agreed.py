"""Who reads which agreed line and answer by the database alone."""

from __future__ import annotations

import psycopg
import pytest

from tests.domains.cases.taught import BY_CASE, BY_OTHER, EVERYBODY, OTHER, Taught
from tests.factories.assigned import enter
from tests.factories.cases import add_case, add_measure, part_of
from tests.factories.each import seen
from tests.factories.world import World


def test_lines(taught: Taught) -> None:
    """Beside those who teach the pupil, those who open the case. Whether the pupil still goes there is for
    the program to say."""
    found = seen(taught.world, "agreed_measures", EVERYBODY)
    lines = {name: key for name, key in taught.lines.items() if name != "gone"}
    assert {name: found.get(key, set()) for name, key in lines.items()} == {
        name: taught.sees[name] | (BY_OTHER if name == OTHER else BY_CASE) for name in lines
    }


def test_where_they_come_from(taught: Taught) -> None:
    found = seen(taught.world, "agreed_sources", EVERYBODY)
    assert {name: found.get(key) for name, key in taught.lines.items()} == {
        name: BY_OTHER if name == OTHER else BY_CASE for name in taught.lines
    }


def test_answers(taught: Taught) -> None:
    """One's own as long as the line is there for one, and all for those who open the case."""
    own, others = taught.answer("protected, granted", "larare"), taught.answer("now", "specialpedagog")
    gone, elsewhere = taught.answer("yesterday", "larare"), taught.answer(OTHER, "larare")
    found = seen(taught.world, "agreed_observations", EVERYBODY)
    assert found[own] == BY_CASE | {"larare"}
    assert found[others] == BY_CASE | {"specialpedagog"}
    assert found[gone] == BY_CASE
    assert found[elsewhere] == BY_OTHER | {"larare"}


def _write(world: World, who: str, statement: str, *values: object) -> None:
    with psycopg.connect(world.admin_dsn) as connection:
        enter(connection, world.tokens[who])
        try:
            connection.execute(statement, values)
        finally:
            connection.rollback()


SOURCE = (
    "INSERT INTO agreed_sources (tenant_id, id, case_id, measure_id, school_id, reach, confidentiality)"
    " VALUES (%s, uuidv7(), %s, %s, %s, 'UNIT', 'K2')"
)


def test_only_who_opens_the_case_shares_from_it(taught: Taught) -> None:
    world, case = taught.world, add_case(taught.world)
    values = (world.tenant, case, add_measure(world, case), world.school)
    _write(world, "kurator", SOURCE, *values)
    for who in ("larare", "psykolog", "rektor-2"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            _write(world, who, SOURCE, *values)


LINE = (
    "INSERT INTO agreed_measures (tenant_id, id, student_id, school_id, line, ask_id, shared_from,"
    " shared_until, granted_only, version, created_at, updated_at)"
    " VALUES (%s, %s, %s, %s, 'Sitter nära', %s, '2026-01-07', '2999-01-07', false, 1, now(), now())"
)


def test_nor_does_anybody_else_write_the_line(taught: Taught) -> None:
    world, case = taught.world, add_case(taught.world)
    source = world.insert("agreed_sources", measure_id=add_measure(world, case), **part_of(world, case))
    values = (world.tenant, source, taught.pupils["now"], world.school, world.people["kurator"])
    _write(world, "kurator", LINE, *values)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _write(world, "larare", LINE, *values)


ANSWER = (
    "INSERT INTO agreed_observations (tenant_id, id, agreed_id, person_id, day, works, version, created_at,"
    " updated_at) VALUES (%s, uuidv7(), %s, %s, %s, true, 1, now(), now())"
)


def test_everybody_answers_for_themselves(taught: Taught) -> None:
    world, line = taught.world, taught.lines["in its last group day"]
    for whose in ("larare", "specialpedagog"):
        values = (world.tenant, line, world.people[whose], taught.today)
        if whose == "larare":
            _write(world, "larare", ANSWER, *values)
            continue
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            _write(world, "larare", ANSWER, *values)


def test_one_factor_shows_none(taught: Taught) -> None:
    with psycopg.connect(taught.world.admin_dsn) as connection:
        enter(connection, taught.world.weak_token("larare"))
        for table in ("agreed_measures", "agreed_sources", "agreed_observations"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
        connection.rollback()
