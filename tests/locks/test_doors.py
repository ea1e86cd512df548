"""The functions of the database that say who comes in: each finds the one it is asked for, only."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Town
from tests.factories.assigned import PEOPLE, assign
from tests.factories.world import add_client


def test_a_session_finds_its_own_account(town: Town) -> None:
    for persona, token in town.world.tokens.items():
        mark = hashlib.sha256(token.encode()).digest()
        found = town.world.sql("SELECT person FROM account_of_session(%s)", mark)
        assert found == [(town.world.people[persona],)], persona


@pytest.mark.parametrize("column", ["revoked_at", "expires_at"])
def test_a_session_that_is_over_finds_no_account(column: str, town: Town) -> None:
    world, now = town.world, datetime.now(UTC)
    world.sql(f"UPDATE sessions SET {column} = %s WHERE person_id = %s", now, world.people["kurator"])
    marks = {who: hashlib.sha256(world.tokens[who].encode()).digest() for who in ("rektor", "kurator")}
    found = {who: world.sql("SELECT person FROM account_of_session(%s)", mark) for who, mark in marks.items()}
    assert found == {"rektor": [(world.people["rektor"],)], "kurator": []}


def test_an_account_that_is_shut_is_not_found_and_shuts_no_other(town: Town) -> None:
    world = town.world
    shut = "UPDATE accounts SET disabled_at = %s WHERE person_id = %s"
    world.sql(shut, datetime.now(UTC), world.people["kurator"])
    for who, expected in (("rektor", [(world.people["rektor"],)]), ("kurator", [])):
        mark, name = hashlib.sha256(world.tokens[who].encode()).digest(), f"{who}.{world.tenant}"
        assert world.sql("SELECT person FROM account_of_session(%s)", mark) == expected
        assert world.sql("SELECT person FROM find_account(%s)", name.upper()) == expected


def test_a_job_is_opened_as_the_person_it_is_for(town: Town) -> None:
    for person in town.world.people.values():
        found = town.world.sql("SELECT subject FROM open_actor(%s, %s)", town.world.tenant, person)
        assert found == [(person,)]


def test_assignments_are_one_s_own_of_today_with_the_schools_of_their_area(town: Town) -> None:
    world = town.world
    assign(world)
    a, b = ([str(world.schools[letter])] for letter in "AB")
    expected = {
        "head": [("PRINCIPAL", a)], "head_today": [("DEPUTY_PRINCIPAL", a)], "head_was": [], "head_will": [],
        "head_b": [("PRINCIPAL", b)], "head_area": [("PRINCIPAL", b)], "health_area": [("EHT_PSYCHOLOGY", b)],
        "officer": [("ORGANISER_CASE_OFFICER", [])], "officer_area": [("ORGANISER_CASE_OFFICER", a)],
    }  # fmt: skip
    for who, held in expected.items():
        rows = world.sql("SELECT assignments_of(%s, %s)", world.tenant, world.people[PEOPLE[who]])
        assert [(one["function"], one["schools"]) for one in rows[0][0]] == held, who


def test_a_system_of_another_day_or_municipality_does_not_come_in(town: Town, other_town: Town) -> None:
    world = town.world
    today = world.sql("SELECT samsyn_today()")[0][0]
    day, none = timedelta(days=1), {"scopes": ["schools:read"], "school_ids": [], "secret_hashes": []}
    rows = {"plain": {}, "last day": {"valid_to": today}, "over": {"valid_to": today - day},
            "shut": {"disabled_at": datetime.now(UTC)}}  # fmt: skip
    clients = {name: world.insert("api_clients", name=name, **none, **row) for name, row in rows.items()}
    ask = "SELECT subject FROM open_client(%s, %s)"
    found = {name: bool(world.sql(ask, world.tenant, key)) for name, key in clients.items()}
    assert found == {"plain": True, "last day": True, "over": False, "shut": False}
    assert world.sql(ask, other_town.world.tenant, clients["plain"]) == []
    assert world.sql(ask, world.tenant, clients["plain"]) == [(clients["plain"],)]


def test_a_system_that_is_limited_to_a_school_comes_in_with_that_school(town: Town) -> None:
    world = town.world
    every = [str(key) for key in sorted(world.schools.values())]
    for name, limit, expected in (("free", [], every), ("limited", [world.school], [str(world.school)])):
        client = add_client(world, name, ["schools:read"], limit)
        rows = world.sql("SELECT schools FROM open_client(%s, %s)", world.tenant, client)
        assert [str(key) for key in rows[0][0]] == expected
