"""Accounts that an administrator opens, resets and locks, and the first sign-in with a one-time code."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from samsyn.core.settings import Settings
from samsyn.identity.commands.sign_in import failed
from tests.conftest import Browser, Town
from tests.domains.identity.signing_in import (
    OTHER_PASSWORD,
    PASSWORD,
    activate,
    browser,
    code_of,
    come_in,
    enrol,
    fresh_name,
    opened,
    sign_in,
    works,
)
from tests.factories.staff import add_colleague

WRONG = (401, "A14")
ROW = "SELECT code_hash, code_expires_at, password_hash, totp_secret FROM accounts WHERE username = %s"


async def account(town: Town, person: str) -> dict[str, Any]:
    answer = await town.as_("admin").get(f"/people/{person}/account")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


async def test_an_account_is_opened_used_and_seen(town: Town) -> None:
    person = str(add_colleague(town.world)[0])
    before = await account(town, person)
    assert (before["state"], before["username"]) == ("NONE", None)
    assert before["allowedActions"] == ["account.open", "account.read"]
    name = fresh_name()
    made = await town.as_("admin").post(f"/people/{person}/account", json={"username": name.upper()})
    body = made.json()
    assert made.headers["location"].endswith(f"/people/{person}/account")
    assert (body["state"], body["username"]) == ("CODE_GIVEN", name)
    assert (await account(town, person))["oneTimeCode"] is None
    one = browser(town, await activate(town, name.title(), body["oneTimeCode"].upper().replace("-", " ")))
    me = (await one.get("/me")).json()
    assert (me["person"]["id"], me["assurance"]) == (person, 1)
    after = await account(town, person)
    assert (after["state"], after["codeExpiresAt"], after["hasSecondFactor"]) == ("ACTIVE", None, False)
    assert after["lastUsedAt"] is not None
    await enrol(one, town)
    assert (await account(town, person))["hasSecondFactor"] is True


async def test_the_code_is_stored_as_a_hash_and_lives_48_hours(town: Town) -> None:
    _, name, code = await opened(town)
    ((kept, until, password, _),) = town.world.sql(ROW, name)
    assert code.encode() not in bytes(kept)
    assert len(kept) == 32
    assert password == "!"
    assert timedelta(hours=47, minutes=55) < until - town.runtime.clock.now() <= timedelta(hours=48)


async def test_a_code_works_once(town: Town) -> None:
    _, name, code = await opened(town)
    assert (await activate(town, name, code)).status_code == 201
    assert code_of(await activate(town, name, code, OTHER_PASSWORD)) == WRONG
    assert (await sign_in(town, name)).status_code == 201
    assert code_of(await sign_in(town, name, OTHER_PASSWORD)) == (401, "A10")


async def test_of_two_at_the_same_moment_one_gets_in(town: Town) -> None:
    _, name, code = await opened(town)
    both = await asyncio.gather(
        activate(town, name, code, PASSWORD), activate(town, name, code, OTHER_PASSWORD)
    )
    assert sorted(one.status_code for one in both) == [201, 401]


async def test_an_expired_code_does_not_work(town: Town) -> None:
    person, name, code = await opened(town)
    town.world.sql("UPDATE accounts SET code_expires_at = now() WHERE username = %s", name)
    assert code_of(await activate(town, name, code)) == WRONG
    shown = await account(town, person)
    assert (shown["state"], shown["codeExpiresAt"]) == ("CODE_EXPIRED", None)


async def test_the_code_of_another_person_does_not_work(town: Town) -> None:
    _, name, _ = await opened(town)
    _, other, code = await opened(town)
    assert code_of(await activate(town, name, code)) == WRONG
    assert (await activate(town, other, code)).status_code == 201


async def test_a_code_is_no_password_no_second_factor_and_no_recovery_code(town: Town) -> None:
    person, name, code = await opened(town)
    assert code_of(await sign_in(town, name, code)) == (401, "A10")
    assert code_of(await sign_in(town, name, "!")) == (401, "A10")
    one = browser(town, await activate(town, name, code))
    await enrol(one, town)
    again = browser(town, await sign_in(town, name))
    raised = await again("PUT", "/session/second-factor", json={"code": code})
    assert code_of(raised) == (422, "A11")
    assert (await account(town, person))["state"] == "ACTIVE"


async def test_an_unknown_name_and_a_wrong_code_answer_the_same(town: Town) -> None:
    _, name, _ = await opened(town)
    wrong = await activate(town, name, "0000-0000-0000-0000")
    unknown = await activate(town, fresh_name(), "0000-0000-0000-0000")
    without = await activate(town, f"rektor.{town.world.tenant}", "0000-0000-0000-0000")
    for other in (unknown, without):
        assert code_of(other) == code_of(wrong) == WRONG
        assert other.json()["detail"] == wrong.json()["detail"]


@pytest.mark.parametrize("known", [True, False])
async def test_guessing_codes_is_slowed_down_whether_the_name_is_known_or_not(
    known: bool, town: Town
) -> None:
    """After ten failures the wait is minutes, so that this does not hang on how fast the machine is."""
    name, code = fresh_name(), "0000-0000-0000-0000"
    if known:
        _, name, code = await opened(town, name)
    for _ in range(9):
        await failed(town.runtime, name, await counted(town, name))
    town.world.sql("UPDATE accounts SET wait_until = NULL WHERE username = %s", name)
    if known:
        assert code_of(await activate(town, name, "1111-1111-1111-1111")) == WRONG
    slowed = await activate(town, name, code)
    assert code_of(slowed) == (429, "A29")
    assert int(slowed.headers["retry-after"]) >= 1


async def counted(town: Town, name: str) -> tuple[int, UUID, int] | None:
    rows = town.world.sql("SELECT tenant_id, id, failures FROM accounts WHERE username = %s", name)
    return rows[0] if rows else None


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("kort", "too_short"),
        ("lösenord12345", "too_common"),
        ("qwertyuiopåasd", "too_common"),
        ("x" * 200, "too_common"),
    ],
)
async def test_an_unfit_password_is_refused_and_costs_no_code(
    password: str, problem: str, town: Town
) -> None:
    _, name, code = await opened(town)
    answer = await activate(town, name, code, password)
    assert code_of(answer) == (422, "A23")
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == ("/newPassword", problem)
    assert password not in answer.text
    assert code_of(await activate(town, name, code, f"med {name} i sig")) == (422, "A23")
    assert (await activate(town, name, code)).status_code == 201


async def test_nothing_that_is_sent_is_said_again_or_logged(
    town: Town, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    person, name, code = await opened(town)
    wrong = await activate(town, name, "2222-3333-4444-5555")
    right = await activate(town, name, code)
    said = wrong.text + right.text + caplog.text + "".join(capfd.readouterr())
    for secret in (PASSWORD, code, "2222-3333-4444-5555"):
        assert secret not in said
    trail = town.world.sql("SELECT * FROM audit_access WHERE tenant_id = %s", town.world.tenant)
    assert code not in str(trail)
    actions = town.world.sql(
        "SELECT action FROM audit_access WHERE tenant_id = %s AND (actor_id = %s OR %s = ANY(object_ids))",
        town.world.tenant, UUID(person), UUID(person),
    )  # fmt: skip
    assert {"account.open", "account.activate"} <= {row[0] for row in actions}


async def test_a_reset_ends_every_session_and_takes_password_and_factor(town: Town) -> None:
    one, person, name = await come_in(town)
    two, secret, recovery = await enrol(one, town)
    other = browser(town, await sign_in(town, name))
    answer = await town.as_("admin").post(f"/people/{person}/account/resetting")
    assert answer.status_code == 201
    assert answer.json()["state"] == "CODE_GIVEN"
    assert [await works(b) for b in (one, two, other)] == [False, False, False]
    assert code_of(await sign_in(town, name)) == (401, "A10")
    back = browser(town, await activate(town, name, answer.json()["oneTimeCode"], OTHER_PASSWORD))
    for old in (recovery[0], secret):
        assert code_of(await back("PUT", "/session/second-factor", json={"code": old}))[0] in (409, 422)
    assert (await back.get("/session")).json()["secondFactor"] == "ENROLMENT_OPEN"


async def test_a_new_code_makes_the_old_one_worthless(town: Town) -> None:
    person, name, code = await opened(town)
    newer = await town.as_("admin").post(f"/people/{person}/account/resetting")
    assert code_of(await activate(town, name, code)) == WRONG
    assert (await activate(town, name, newer.json()["oneTimeCode"])).status_code == 201


async def test_a_locked_account_is_out_at_once_and_back_when_unlocked(town: Town) -> None:
    one, person, name = await come_in(town)
    locked = await town.as_("admin").post(f"/people/{person}/account/locking")
    assert (locked.json()["state"], locked.json()["allowedActions"]) == (
        "LOCKED",
        ["account.read", "account.unlock"],
    )
    assert not await works(one)
    assert code_of(await sign_in(town, name)) == (401, "A10")
    unlocked = await town.as_("admin").post(f"/people/{person}/account/unlocking")
    assert unlocked.json()["state"] == "ACTIVE"
    assert not await works(one), "an ended session stays ended"
    assert (await sign_in(town, name)).status_code == 201


async def test_the_code_of_a_locked_account_does_not_work(town: Town) -> None:
    person, name, code = await opened(town)
    await town.as_("admin").post(f"/people/{person}/account/locking")
    assert code_of(await activate(town, name, code)) == WRONG


async def test_who_has_left_is_signed_out_and_gets_no_account(town: Town) -> None:
    one, person, name = await come_in(town)
    admin = town.as_("admin")
    left = await admin.patch(f"/people/{person}", version=1, json={"status": "ENDED"})
    assert left.status_code == 200
    assert not await works(one)
    assert code_of(await sign_in(town, name)) == (401, "A10")
    shown = await account(town, person)
    assert (shown["state"], shown["allowedActions"]) == ("LOCKED", ["account.read"])
    for what in ("resetting", "unlocking"):
        assert code_of(await admin.post(f"/people/{person}/account/{what}")) == (409, "I05")
    without = str(add_colleague(town.world)[0])
    await admin.patch(f"/people/{without}", version=1, json={"status": "ENDED"})
    refused = await admin.post(f"/people/{without}/account", json={"username": fresh_name()})
    assert code_of(refused) == (409, "I05")


async def test_a_person_has_one_account_and_a_name_is_somebodys(town: Town, other_town: Town) -> None:
    person, name, _ = await opened(town)
    admin = town.as_("admin")
    second = await admin.post(f"/people/{person}/account", json={"username": fresh_name()})
    assert code_of(second) == (409, "I07")
    for place in (town, other_town):
        else_ = str(add_colleague(place.world)[0])
        taken = await place.as_("admin").post(f"/people/{else_}/account", json={"username": name.upper()})
        assert code_of(taken) == (409, "I06")


async def test_nobody_resets_or_locks_the_own_account_there(town: Town) -> None:
    own = town.world.people["admin"]
    admin = town.as_("admin")
    for what in ("resetting", "locking", "unlocking"):
        assert code_of(await admin.post(f"/people/{own}/account/{what}")) == (409, "I09")
    assert (await account(town, str(own)))["allowedActions"] == ["account.read"]


@pytest.mark.parametrize("what", ["resetting", "locking", "unlocking"])
async def test_who_has_no_account_has_none_to_keep(what: str, town: Town) -> None:
    person = add_colleague(town.world)[0]
    assert code_of(await town.as_("admin").post(f"/people/{person}/account/{what}")) == (409, "I08")


@pytest.mark.parametrize("persona", ["admin", "rektor"])
async def test_another_municipality_knows_nothing_of_it(persona: str, town: Town, other_town: Town) -> None:
    person, name, code = await opened(town)
    stranger = other_town.as_(persona)
    for call in (
        stranger.get(f"/people/{person}/account"),
        stranger.post(f"/people/{person}/account", json={"username": fresh_name()}),
        *(stranger.post(f"/people/{person}/account/{w}") for w in ("resetting", "locking", "unlocking")),
    ):
        assert code_of(await call) == (404, "A04")
    assert (await activate(town, name, code)).status_code == 201


@pytest.mark.parametrize("username", ["ab", "å" * 5, "a b c", "-abc", "a" * 61, "<script>", "maja\u0000"])
async def test_user_names_are_plain(username: str, town: Town) -> None:
    person = add_colleague(town.world)[0]
    answer = await town.as_("admin").post(f"/people/{person}/account", json={"username": username})
    assert code_of(answer)[0] in (400, 422)


async def test_with_the_password_alone_an_administrator_keeps_nothing(town: Town) -> None:
    one, person, _ = await come_in(town)
    town.world.insert(
        "assignments", person_id=UUID(person), scope_type="ORGANISER", function="SYSTEM_ADMIN",
        valid_from="2020-01-01", source="MANUAL",
    )  # fmt: skip
    target, _, _ = await opened(town)
    for call in (one.get(f"/people/{target}/account"), one.post(f"/people/{target}/account/resetting")):
        assert code_of(await call) == (403, "A02")
    two, _, _ = await enrol(one, town)
    assert (await two.post(f"/people/{target}/account/resetting")).status_code == 201


async def test_a_repeated_opening_does_not_show_the_code_again(town: Town) -> None:
    person = add_colleague(town.world)[0]
    key, body = {"idempotency-key": str(uuid4())}, {"username": fresh_name()}
    first = await town.as_("admin").post(f"/people/{person}/account", json=body, headers=key)
    again = await town.as_("admin").post(f"/people/{person}/account", json=body, headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["oneTimeCode"] is not None
    assert again.json()["oneTimeCode"] is None


async def test_coming_in_needs_our_page(town: Town) -> None:
    _, name, code = await opened(town)
    body = {"username": name, "code": code, "newPassword": PASSWORD}
    from_elsewhere = Browser(town.app, headers={"sec-fetch-site": "cross-site"})
    assert (await from_elsewhere.post("/account-activations", json=body)).status_code == 401
    assert (await activate(town, name, code)).status_code == 201


KEEPERS = {
    "open": "SELECT open_account('{person}', '{new}', 'x-{new}', 'x', now())",
    "reset": "SELECT reset_account('{person}', 'x', now())",
    "lock": "SELECT lock_account('{person}', true)",
    "read": "SELECT * FROM account_of_person('{person}')",
}


@pytest.mark.parametrize("what", KEEPERS)
@pytest.mark.parametrize("who", ["rektor", "admin with the password alone", "admin elsewhere", "nobody"])
async def test_the_database_itself_refuses_who_is_no_administrator(
    what: str, who: str, town: Town, other_town: Town, settings: Settings
) -> None:
    person, name, _ = await opened(town)
    home = other_town if who == "admin elsewhere" else town
    keeper = None if who == "nobody" else home.world.people[who.split(maxsplit=1)[0]]
    dsn = settings.app_url.replace("+psycopg", "")
    before = town.world.sql(ROW, name)
    with psycopg.connect(dsn) as connection:
        connection.execute(
            "SELECT set_config('app.tenant', %s, true), set_config('app.person', %s, true),"
            " set_config('app.assurance', %s, true)",
            (str(town.world.tenant), str(keeper or ""), "1" if "alone" in who else "2"),
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(KEEPERS[what].format(person=person, new=uuid4()).encode())
    assert town.world.sql(ROW, name) == before


def test_the_program_writes_no_secret_of_accounts_to_a_log() -> None:
    """Every logger call of the domain, by reading: there is none."""
    folder = Path(__file__).parents[3] / "backend" / "samsyn" / "identity"
    assert not [file for file in folder.rglob("*.py") if "logging" in file.read_text(encoding="utf-8")]
