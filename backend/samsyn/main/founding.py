"""The first organiser and the first administrator, from the terminal of the machine itself.

Nobody has a right to make either through the API: whoever may start this command has the database anyway.
"""

from __future__ import annotations

import argparse
import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import or_, select

from samsyn.cli.console import Stop, say
from samsyn.core.actor import Function
from samsyn.core.errors import DomainError
from samsyn.core.ids import uuid7
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.vocabulary import OrganiserType
from samsyn.core.work import Credential, Work
from samsyn.identity import (
    ONE_TIME_CODE_LIFETIME,
    ApiClientIn,
    Assignment,
    Person,
    UsernameTaken,
    create_client,
    open_account,
)
from samsyn.identity import reset_account as give_new_code
from samsyn.main.runtime import make_runtime
from samsyn.organisation import Organiser, School, install_defaults

USERNAME = r"[A-Za-z0-9][A-Za-z0-9._@-]{2,59}"


def create_organiser(settings: Settings, words: Sequence[str]) -> int:
    """`samsyn create-organiser NAME`: with the Swedish professions, this school year and the next."""
    parser = argparse.ArgumentParser(prog="samsyn create-organiser")
    parser.add_argument("name", help='as people know it: "Ekby kommun"')
    parser.add_argument("--type", choices=[str(kind) for kind in OrganiserType], default="MUNICIPAL")
    parser.add_argument("--municipality-code", metavar="0000", help="four digits")
    chosen = parser.parse_args(words)
    asyncio.run(_found(settings, chosen.name, chosen.type, chosen.municipality_code))
    say(f"{chosen.name} is there. Next: samsyn create-admin")
    return 0


def create_admin(settings: Settings, words: Sequence[str]) -> int:
    """`samsyn create-admin "GIVEN FAMILY"`: prints a one-time code for the first sign-in, once."""
    parser = argparse.ArgumentParser(prog="samsyn create-admin")
    parser.add_argument("name", help='"Given Family", the last word being the family name')
    parser.add_argument("--username", default="admin", help="default: admin")
    parser.add_argument("--organiser", help="name, where there are several")
    chosen = parser.parse_args(words)
    if not re.fullmatch(USERNAME, chosen.username):
        raise Stop("a user name has 3–60 letters a–z, figures, or . _ @ -")
    _say_code(settings, chosen.username, asyncio.run(_appoint(settings, chosen)))
    say("Then: schools, school years and teams under Administration.")
    return 0


def reset_account(settings: Settings, words: Sequence[str]) -> int:
    """`samsyn reset-account USERNAME`: for the administrator whom no other one can help."""
    parser = argparse.ArgumentParser(prog="samsyn reset-account")
    parser.add_argument("username")
    chosen = parser.parse_args(words)
    _say_code(settings, chosen.username, asyncio.run(_reset(settings, chosen.username)))
    return 0


def _say_code(settings: Settings, username: str, code: str) -> None:
    hours = int(ONE_TIME_CODE_LIFETIME.total_seconds() // 3600)
    say(f"User name: {username}")
    say(f"One-time code: {code}")
    say(f"Choose a password with it at {settings.public_url or settings.local_url}/forsta-inloggning")
    say(f"and connect an authenticator app. It works once, for {hours} hours, and is not shown again.")


def create_api_client(settings: Settings, words: Sequence[str]) -> int:
    """`samsyn create-api-client NAME --scope schools:read`: prints its id and its secret, once."""
    parser = argparse.ArgumentParser(prog="samsyn create-api-client")
    parser.add_argument("name", help='of the system: "Schemat"')
    parser.add_argument("--scope", action="append", required=True, metavar="RESOURCE:read", dest="scopes")
    parser.add_argument("--school", action="append", default=[], metavar="CODE", dest="schools",
                        help="short code or unit code; none: every school")  # fmt: skip
    parser.add_argument("--public-key", type=Path, metavar="FILE", help="PEM; then there is no secret")
    parser.add_argument("--until", metavar="YYYY-MM-DD", help="its last day")
    parser.add_argument("--organiser", help="name, where there are several")
    client, secret = asyncio.run(_let_in(settings, parser.parse_args(words)))
    say(f"Client id: {client}")
    if secret:
        say(f"Secret: {secret}")
        say("The secret is not shown again.")
    say(f"Tokens at {settings.public_url or settings.local_url}/samsyn/v1/oauth/token")
    return 0


@asynccontextmanager
async def _runtime(settings: Settings) -> AsyncIterator[Runtime]:
    runtime = make_runtime(settings, url=settings.worker_url)
    try:
        yield runtime
    finally:
        await runtime.engine.dispose()


async def _found(settings: Settings, name: str, kind: str, code: str | None) -> None:
    async with _runtime(settings) as runtime:
        if name in await _organisers(runtime):
            raise Stop(f"there is a {name} already")
        values = (uuid7(), name, kind, code)
        (tenant,) = (await _rows(runtime, "SELECT new_organiser(%s, %s, %s, %s)", values))[0]
        async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
            await work.open()
            await install_defaults(work)
            await work.finish()


async def _appoint(settings: Settings, chosen: argparse.Namespace) -> str:
    async with _runtime(settings) as runtime:
        tenant = _one(await _organisers(runtime), chosen.organiser)
        async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
            await work.open()
            person = await _person(work, chosen.name)
            try:
                code = await open_account(work, person, chosen.username)
            except UsernameTaken:
                raise Stop(f"the user name {chosen.username} is taken: --username another") from None
            work.log("CREATE", "Person", [person.id], students=[])
            await work.finish()
            return code


async def _reset(settings: Settings, username: str) -> str:
    async with _runtime(settings) as runtime:
        found = await runtime.doorway.find_account(username)
        if found is None:
            raise Stop(f"there is no {username}, or the account is locked")
        async with Work(runtime.engine, Credential.system(found.tenant), runtime=runtime) as work:
            await work.open()
            wanted = select(Person).where(Person.tenant_id == work.tenant, Person.id == found.person)
            code = await give_new_code(work, await work.one_or_none(wanted))
            await work.finish()
            return code


async def _let_in(settings: Settings, chosen: argparse.Namespace) -> tuple[UUID, str | None]:
    async with _runtime(settings) as runtime:
        tenant = _one(await _organisers(runtime), chosen.organiser)
        async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
            await work.open()
            given = {
                "name": chosen.name,
                "scopes": chosen.scopes,
                "schoolIds": [await _school(work, code) for code in chosen.schools],
                "publicKey": chosen.public_key.read_text() if chosen.public_key else None,
                "validTo": chosen.until,
            }
            try:
                client, secret = await create_client(work, ApiClientIn.model_validate(given))
            except ValidationError as error:
                wrong = ", ".join(str(one["loc"][0]) for one in error.errors())
                raise Stop(f"that cannot be: {wrong}") from None
            except DomainError as refusal:
                reasons = [one["en"] for one in refusal.errors]
                raise Stop(" ".join(reasons) or refusal.en) from None
            await work.finish()
            return client.id, secret


async def _school(work: Work, code: str) -> UUID:
    named = or_(School.short_code == code, School.unit_code == code)
    found: UUID | None = await work.scalar(select(School.id).where(School.tenant_id == work.tenant, named))
    if found is None:
        raise Stop(f"there is no school with the code {code}")
    return found


async def _person(work: Work, name: str) -> Person:
    given, _, family = name.strip().rpartition(" ")
    if not given:
        raise Stop('give both names: samsyn create-admin "Given Family"')
    person = Person(
        tenant_id=work.tenant,
        id=uuid7(),
        given_name=given,
        family_name=family,
        sort_key=swedish_sort_key(f"{family} {given}"),
        status="ACTIVE",
    )
    work.add(person)
    await work.flush()
    work.add(
        Assignment(
            tenant_id=work.tenant,
            id=uuid7(),
            person_id=person.id,
            scope_type="ORGANISER",
            function=str(Function.SYSTEM_ADMIN),
            valid_from=work.clock.today(),
            source="MANUAL",
        )
    )
    await work.flush()
    return person


async def _organisers(runtime: Runtime) -> dict[str, int]:
    found = {}
    for (tenant,) in await _rows(runtime, "SELECT * FROM all_tenants()"):
        async with Work(runtime.engine, Credential.system(tenant), runtime=runtime) as work:
            found[str(await work.scalar(select(Organiser.name).where(Organiser.tenant_id == tenant)))] = (
                tenant
            )
    return found


def _one(organisers: dict[str, int], name: str | None) -> int:
    if not organisers:
        raise Stop("there is no organiser yet: samsyn create-organiser NAME")
    if name is None and len(organisers) > 1:
        raise Stop(f"for which organiser? --organiser with one of: {', '.join(sorted(organisers))}")
    if name is not None and name not in organisers:
        raise Stop(f"there is no {name}; there is: {', '.join(sorted(organisers))}")
    return organisers[name] if name else next(iter(organisers.values()))


async def _rows(runtime: Runtime, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
    async with runtime.engine.connect() as connection:
        raw: Any = (await connection.get_raw_connection()).driver_connection
        rows = await (await raw.execute(statement, values)).fetchall()
        await raw.commit()
        return list(rows)
