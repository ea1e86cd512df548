"""Signing in: equal answers for known and unknown names, growing waits, and each code once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx
import pyotp
import pytest

from samsyn.core.credential import COOKIE, token_hash
from samsyn.core.crypto import new_data_key
from samsyn.core.passwords import hash_password
from samsyn.core.runtime import Runtime
from samsyn.core.secondfactor import new_recovery_codes, recovery_code_hash
from tests.conftest import Browser, Town

PASSWORD = "tre-gröna-ekar-vid-sjön"
SAME = ("code", "detail", "errors", "status", "title", "type")


def name_of(town: Town, persona: str = "rektor") -> str:
    return f"{persona}.{town.world.tenant}"


@pytest.fixture
async def with_password(town: Town) -> Town:
    """``rektor`` has a password, and it alone gives assurance 1."""
    town.world.sql(
        "UPDATE accounts SET password_hash = %s, assurance = 1 WHERE username = %s",
        await hash_password(PASSWORD),
        name_of(town),
    )
    return town


async def sign_in(town: Town, username: str, password: str = PASSWORD) -> httpx.Response:
    return await town.anonymous().post("/session", json={"username": username, "password": password})


def account(town: Town) -> tuple[Any, ...]:
    rows = town.world.sql(
        "SELECT failures, wait_until IS NOT NULL FROM accounts WHERE username = %s", name_of(town)
    )
    return tuple(rows[0])


def release(town: Town) -> None:
    """The waiting time is over."""
    town.world.sql("UPDATE accounts SET wait_until = now() WHERE username = %s", name_of(town))


async def test_the_cookie_is_what_it_should_be(with_password: Town) -> None:
    answer = await sign_in(with_password, name_of(with_password))
    assert answer.status_code == 201, answer.text
    assert answer.json()["assurance"] == 1
    said = answer.headers["set-cookie"]
    value = said.split(";")[0].removeprefix(f"{COOKIE}=")
    assert {part.strip().lower() for part in said.split(";")[1:]} == {
        "httponly",
        "path=/",
        "samesite=lax",
        "secure",
    }
    assert len(value) >= 43
    assert (await Browser(with_password.app, value).get("/me")).status_code == 200
    stored = with_password.world.sql("SELECT 1 FROM sessions WHERE token_hash = %s", token_hash(value))
    assert len(stored) == 1


async def test_each_sign_in_has_a_session_of_its_own_and_is_logged(with_password: Town) -> None:
    values = set()
    for name in (name_of(with_password), name_of(with_password).upper()):
        values.add((await sign_in(with_password, name)).headers["set-cookie"].split(";")[0])
    assert len(values) == 2
    logged = with_password.world.sql(
        "SELECT count(*) FROM audit_access WHERE tenant_id = %s AND action = 'session.start'",
        with_password.world.tenant,
    )
    assert logged == [(2,)]


async def test_unknown_disabled_and_wrong_answer_alike(with_password: Town) -> None:
    town = with_password
    town.world.sql("UPDATE accounts SET disabled_at = now() WHERE username = %s", name_of(town, "larare"))
    answers = [
        await sign_in(town, name_of(town), "fel-lösenord-1234"),
        await sign_in(town, name_of(town, "larare")),
        await sign_in(town, name_of(town, "nobody")),
        await sign_in(town, name_of(town, "kurator")),
        await sign_in(town, "'; DROP TABLE accounts; --"),
    ]
    bodies = [{name: a.json()[name] for name in SAME} for a in answers]
    assert all(body == bodies[0] for body in bodies)
    assert (bodies[0]["status"], bodies[0]["code"]) == (401, "A10")
    assert not any("set-cookie" in a.headers for a in answers)


async def test_known_and_unknown_names_wait_alike(with_password: Town) -> None:
    """Three attempts are free; then both are told when to come back, and neither is looked at before."""
    town = with_password
    for name in (name_of(town), name_of(town, "nobody")):
        statuses = [(await sign_in(town, name, "fel-lösenord-1234")).status_code for _ in range(4)]
        assert statuses == [401, 401, 401, 429], name
    told = [await sign_in(town, name) for name in (name_of(town), name_of(town, "nobody"))]
    assert [(a.status_code, a.json()["code"]) for a in told] == [(429, "A29")] * 2
    assert {a.headers["retry-after"] for a in told} <= {"1", "2"}


async def test_the_wait_grows_and_ends_with_the_right_password(with_password: Town) -> None:
    town = with_password
    waits = []
    for _ in range(6):
        release(town)
        await sign_in(town, name_of(town), "fel-lösenord-1234")
        answer = await sign_in(town, name_of(town))
        waits.append(int(answer.headers.get("retry-after", 0)))
        if answer.status_code == 201:
            town.world.sql("UPDATE accounts SET failures = %s WHERE username = %s", len(waits), name_of(town))
    assert waits == sorted(waits)
    assert waits[-1] >= 4
    release(town)
    assert (await sign_in(town, name_of(town))).status_code == 201
    assert account(town) == (0, False)


# ---- the second factor


@dataclass
class Factor:
    """``browser`` is signed in with the password only."""

    town: Town
    browser: Browser
    totp: pyotp.TOTP
    recovery: tuple[str, ...]

    async def give(self, code: str, browser: Browser | None = None) -> httpx.Response:
        return await (browser or self.browser)("PUT", "/session/second-factor", json={"code": code})

    async def again(self) -> Browser:
        """Another session with the password only."""
        return Browser(self.town.app, _token(await sign_in(self.town, name_of(self.town))))


def _token(answer: httpx.Response) -> str:
    return answer.headers["set-cookie"].split(";")[0].removeprefix(f"{COOKIE}=")


def _seal(town: Town, runtime: Runtime, secret: str) -> bytes:
    rows = town.world.sql("SELECT id FROM accounts WHERE username = %s", name_of(town))
    made = new_data_key(runtime.master, town.world.tenant, 1)
    town.world.sql(
        "INSERT INTO data_keys (tenant_id, version, wrapped, created_at) VALUES (%s, 1, %s, now())",
        town.world.tenant,
        made.wrapped,
    )
    runtime.sealer.learn([made])
    return runtime.sealer.seal_text(town.world.tenant, "accounts", rows[0][0], "totp_secret", secret)


@pytest.fixture
async def factor(with_password: Town, runtime: Runtime) -> Factor:
    town, secret = with_password, pyotp.random_base32()
    recovery = new_recovery_codes(2)
    town.world.sql(
        "UPDATE accounts SET totp_secret = %s, recovery_hashes = %s WHERE username = %s",
        _seal(town, runtime, secret),
        [recovery_code_hash(code).hex() for code in recovery],
        name_of(town),
    )
    browser = Browser(town.app, _token(await sign_in(town, name_of(town))))
    return Factor(town, browser, pyotp.TOTP(secret), recovery)


@pytest.mark.parametrize("minutes", [0, 9])
async def test_the_code_raises_the_session_under_a_new_token(minutes: int, factor: Factor) -> None:
    old = factor.browser.token or ""
    factor.town.world.sql(
        "UPDATE sessions SET last_seen_at = now() - %s * interval '1 minute' WHERE token_hash = %s",
        minutes,
        token_hash(old),
    )
    assert (await factor.browser.get("/session")).json()["secondFactor"] == "TOTP_REQUIRED"
    answer = await factor.give(factor.totp.now())
    assert (answer.status_code, answer.json().get("assurance")) == (200, 2), answer.text
    new = Browser(factor.town.app, _token(answer))
    assert new.token != old
    assert (await new.get("/session")).json()["secondFactor"] == "NONE"
    assert (await factor.browser.get("/session")).status_code == 401


async def test_the_access_log_says_that_a_session_was_raised(factor: Factor) -> None:
    assert (await factor.give(factor.totp.now())).status_code == 200
    said = "SELECT action, object_type FROM audit_access WHERE tenant_id = %s AND action = 'session.step-up'"
    assert factor.town.world.sql(said, factor.town.world.tenant) == [("session.step-up", "Session")]


async def test_a_code_works_once(factor: Factor) -> None:
    code = factor.totp.now()
    other = await factor.again()
    assert (await factor.give(code)).status_code == 200
    refused = await factor.give(code, other)
    assert (refused.status_code, refused.json()["code"]) == (422, "A11")
    assert (await other.get("/session")).json()["assurance"] == 1


async def test_a_recovery_code_works_once(factor: Factor) -> None:
    first, second = await factor.again(), await factor.again()
    assert (await factor.give(factor.recovery[0].upper(), first)).status_code == 200
    assert (await factor.give(factor.recovery[0], second)).status_code == 422
    assert (await factor.give(factor.recovery[1], second)).status_code == 200
    rows = factor.town.world.sql(
        "SELECT recovery_hashes FROM accounts WHERE username = %s", name_of(factor.town)
    )
    assert rows == [([],)]


async def test_wrong_codes_wait_like_wrong_passwords(factor: Factor) -> None:
    answers = [await factor.give("000000") for _ in range(5)]
    assert [a.status_code for a in answers] == [422, 422, 422, 429, 429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert account(factor.town) == (3, True)
    right = await factor.give(factor.totp.now())
    assert right.status_code == 429


async def test_wrong_codes_take_no_second_place_of_the_pool(factor: Factor, runtime: Runtime) -> None:
    """With one place left the answer still comes: nothing waits for a place while it holds one."""
    held = [await runtime.engine.connect() for _ in range(runtime.settings.pool_size - 1)]
    try:
        assert (await factor.give("000000")).status_code == 422
        answer = await factor.give(factor.totp.now())
        assert answer.status_code == 200, answer.text
        assert (await Browser(factor.town.app, _token(answer))("DELETE", "/session")).status_code == 204
    finally:
        for connection in held:
            await connection.close()


async def test_without_a_second_factor_there_is_nothing_to_give(with_password: Town) -> None:
    browser = Browser(with_password.app, _token(await sign_in(with_password, name_of(with_password))))
    answer = await browser("PUT", "/session/second-factor", json={"code": "000000"})
    assert (answer.status_code, answer.json()["code"]) == (409, "A13")
