"""A municipality with two schools, one person per persona, a live session each, and a system client.

Written with a superuser's connection past row security: it is what the database says afterwards, to people
who come in through the front door, that the tests look at.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from samsyn.core.ids import uuid7
from samsyn.core.schooldays import stockholm_day
from samsyn.core.sortkey import swedish_sort_key
from samsyn.organisation.rules import SchoolYear, default_year, load_professions, school_year_of
from tests.personas import EVERY, UNIT, Persona

START = date(2020, 1, 1)
_KEPT: dict[tuple[int, str], psycopg.Connection[Any]] = {}
_COLUMNS: dict[tuple[str, str], frozenset[str]] = {}
GIVEN = ("Anna", "Bo", "Cecilia", "Daniel", "Eva", "Fredrik", "Gun", "Hans", "Ida", "Jonas", "Karin", "Lars")


@dataclass
class World:
    """``people`` and ``tokens`` by persona name, with ``-2`` for school B."""

    tenant: int
    organiser: UUID
    schools: dict[str, UUID]
    admin_dsn: str
    people: dict[str, UUID] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    clients: dict[str, UUID] = field(default_factory=dict)

    @property
    def school(self) -> UUID:
        return self.schools["A"]

    def sql(self, statement: str, *values: Any) -> list[Any]:
        """Runs SQL as a superuser, past every wall: for arranging and for looking afterwards."""
        cursor = kept_open(self.admin_dsn).execute(statement, values)
        return cursor.fetchall() if cursor.description else []

    def weak_token(self, persona: str) -> str:
        """A live session of this persona with the password only."""
        return self.fresh_token(persona, 1)

    def fresh_token(self, persona: str, assurance: int = 2) -> str:
        """A session of its own, whatever has become of the others."""
        person = self.people[persona]
        account = self.sql(
            "SELECT id FROM accounts WHERE tenant_id = %s AND person_id = %s", self.tenant, person
        )
        return open_session(kept_open(self.admin_dsn), self, account[0][0], person, assurance=assurance)

    def insert(self, table: str, **row: Any) -> UUID:
        """One row of this tenant with stamps where the table has them; returns its id."""
        row = {"tenant_id": self.tenant, "id": uuid7(), **row}
        insert_row(self.admin_dsn, table, row)
        return UUID(str(row["id"]))


def kept_open(dsn: str) -> psycopg.Connection[Any]:
    """The one connection of this process to that database, opened again when the database has been away.

    A connection for each row would cost five times the row."""
    kept = _KEPT.get((os.getpid(), dsn))
    if kept is not None and not kept.closed:
        with contextlib.suppress(psycopg.OperationalError):
            kept.execute("")
            return kept
    _KEPT[os.getpid(), dsn] = made = psycopg.connect(dsn, autocommit=True)
    return made


def insert_row(dsn: str, table: str, row: dict[str, Any]) -> None:
    _insert(kept_open(dsn), table, row)


def _columns(connection: psycopg.Connection[Any], table: str) -> frozenset[str]:
    key = connection.info.dsn, table
    if key not in _COLUMNS:
        rows = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0", (table,)
        )
        _COLUMNS[key] = frozenset(r[0] for r in rows)
    return _COLUMNS[key]


def _insert(connection: psycopg.Connection[Any], table: str, row: dict[str, Any]) -> None:
    now = datetime.now(UTC)
    stamps = {"version": 1, "created_at": now, "updated_at": now}
    known = _columns(connection, table)
    row = {name: value for name, value in stamps.items() if name in known} | row
    names = ", ".join(row)
    marks = ", ".join(["%s"] * len(row))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def make_world(dsn: str, name: str = "Granköpings kommun") -> World:
    """A new tenant each time."""
    connection, organiser = kept_open(dsn), uuid7()
    with connection.transaction():
        row = connection.execute(
            "SELECT new_organiser(%s, %s, 'MUNICIPAL', '2499')", (organiser, f"{name} {organiser.hex[-6:]}")
        ).fetchone()
        assert row is not None
        schools = {letter: uuid7() for letter in "AB"}
        world = World(row[0], organiser, schools, dsn)
        for letter, school in schools.items():
            _school(connection, world, letter, school)
        _years(connection, world)
        _professions(connection, world)
        for number, persona in enumerate(EVERY):
            _person(connection, world, persona, "A", number)
        for number, persona in enumerate(UNIT):
            _person(connection, world, persona, "B", number)
    return world


def _school(connection: psycopg.Connection[Any], world: World, letter: str, school: UUID) -> None:
    name = {"A": "Björkskolan", "B": "Ängskolan"}[letter]
    _insert(connection, "schools", {
        "tenant_id": world.tenant, "id": school, "name": name, "sort_key": swedish_sort_key(name),
        "short_code": {"A": "BJ", "B": "ÄN"}[letter],
        "unit_code": f"{world.tenant % 10_000_000:07d}{ord(letter) % 10}",
        "school_forms": ["COMPULSORY"], "grades": [str(g) for g in range(1, 10)],
    })  # fmt: skip


def _years(connection: psycopg.Connection[Any], world: World) -> None:
    """The school years before, now and after, as ordinary ones."""
    now = school_year_of(stockholm_day(datetime.now(UTC)))
    for year in (SchoolYear(now.first - 1), now, now.next()):
        days, key = default_year(year), uuid7()
        _insert(connection, "school_years", {
            "tenant_id": world.tenant, "id": key, "code": year.code,
            "starts_on": days.terms[0].days.first, "ends_on": days.terms[-1].days.last,
        })  # fmt: skip
        for term in days.terms:
            _insert(connection, "terms", {
                "tenant_id": world.tenant, "id": uuid7(), "school_year_id": key, "code": str(term.code),
                "starts_on": term.days.first, "ends_on": term.days.last,
            })  # fmt: skip
        for pause in days.breaks:
            _insert(connection, "breaks", {
                "tenant_id": world.tenant, "id": uuid7(), "school_year_id": key, "kind": str(pause.kind),
                "name": pause.name, "starts_on": pause.days.first, "ends_on": pause.days.last,
            })  # fmt: skip


def _professions(connection: psycopg.Connection[Any], world: World) -> None:
    now = datetime.now(UTC)
    rows = [
        (world.tenant, uuid7(), p.code, p.sv, p.en, str(p.statutory_domain), p.is_statutory,
         str(p.secrecy_branch), p.sort, True, 1, now, now)
        for p in load_professions()
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO professions (tenant_id, id, code, name_sv, name_en, statutory_domain, is_statutory,"
            " secrecy_branch, position, active, version, created_at, updated_at)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            rows,
        )


def _person(
    connection: psycopg.Connection[Any], world: World, persona: Persona, letter: str, number: int
) -> None:
    name = persona.name if letter == "A" else f"{persona.name}-2"
    person, account = uuid7(), uuid7()
    given, family = GIVEN[number % len(GIVEN)], f"{persona.name.title()}sson{'' if letter == 'A' else ' Äng'}"
    _insert(connection, "people", {
        "tenant_id": world.tenant, "id": person, "given_name": given, "family_name": family,
        "sort_key": swedish_sort_key(f"{family} {given}"), "status": "ACTIVE",
    })  # fmt: skip
    unit = world.schools[letter] if persona.scope == "UNIT" else None
    _insert(connection, "assignments", {
        "tenant_id": world.tenant, "id": uuid7(), "person_id": person, "scope_type": persona.scope,
        "school_id": unit,
        "function": str(persona.function), "profession_code": persona.profession, "valid_from": START,
        "source": "MANUAL",
    })  # fmt: skip
    _insert(connection, "accounts", {
        "tenant_id": world.tenant, "id": account, "person_id": person, "username": f"{name}.{world.tenant}",
        "password_hash": "!", "assurance": 2, "recovery_hashes": [], "failures": 0,
        "created_at": datetime.now(UTC),
    })  # fmt: skip
    world.people[name] = person
    world.tokens[name] = open_session(connection, world, account, person)


def open_session(
    connection: psycopg.Connection[Any], world: World, account: UUID, person: UUID, assurance: int = 2
) -> str:
    """A live session's token."""
    token = secrets.token_urlsafe(32)
    now = datetime.now(UTC)
    _insert(connection, "sessions", {
        "tenant_id": world.tenant, "id": uuid7(), "account_id": account, "person_id": person,
        "token_hash": hashlib.sha256(token.encode()).digest(), "assurance": assurance, "created_at": now,
        "last_seen_at": now, "expires_at": now + timedelta(hours=10),
    })  # fmt: skip
    return token


def add_client(world: World, name: str, scopes: list[str], schools: list[UUID] | None = None) -> UUID:
    """An API client; its token is issued by the test's runtime."""
    client = world.insert("api_clients", name=name, scopes=scopes, school_ids=schools or [], secret_hashes=[])
    world.clients[name] = client
    return client
