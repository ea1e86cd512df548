"""One's own account: password, second factor, recovery codes and sessions."""

from __future__ import annotations

import pyotp
import pytest

from tests.conftest import Browser, Town
from tests.domains.identity.signing_in import (
    OTHER_PASSWORD,
    PASSWORD,
    browser,
    code_of,
    come_in,
    enrol,
    sign_in,
    works,
)

PROPOSALS = "/me/account/second-factor-proposals"
FACTOR = "/me/account/second-factor"
CHANGE = {"currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD}


async def change(one: Browser, current: str = PASSWORD, new: str = OTHER_PASSWORD) -> tuple[int, str]:
    body = {"currentPassword": current, "newPassword": new}
    answer = await one("PUT", "/me/account/password", json=body)
    return answer.status_code, answer.json().get("code", "")


async def raised(town: Town, one: Browser, code: str) -> Browser:
    return browser(town, await one("PUT", "/session/second-factor", json={"code": code}))


async def test_the_first_factor_is_enrolled_and_asked_for(town: Town) -> None:
    one, _, name = await come_in(town)
    assert (await one.get("/session")).json()["secondFactor"] == "ENROLMENT_OPEN"
    two, secret, codes = await enrol(one, town)
    assert (await two.get("/session")).json()["assurance"] == 2
    assert not await works(one), "the token is a new one"
    assert (len(codes), len(set(codes))) == (10, 10)
    again = browser(town, await sign_in(town, name))
    assert (await again.get("/session")).json()["secondFactor"] == "TOTP_REQUIRED"
    up = await raised(town, again, codes[3])
    account = (await up.get("/me/account")).json()
    assert (account["hasSecondFactor"], account["recoveryCodesLeft"]) == (True, 9)
    assert (account["proposal"], account["recoveryCodes"]) == (None, None)
    third = browser(town, await sign_in(town, name))
    assert code_of(await third("PUT", "/session/second-factor", json={"code": codes[3]})) == (422, "A11")
    used = await third("PUT", "/session/second-factor", json={"code": pyotp.TOTP(secret).now()})
    assert code_of(used) == (422, "A11"), "the code that confirmed the key is used"


async def test_the_proposal_can_be_read_off_and_typed(town: Town) -> None:
    one, _, _ = await come_in(town)
    made = await one.post(PROPOSALS, json={})
    proposal = made.json()["proposal"]
    assert len(proposal["secret"]) == 32
    assert proposal["qrCode"]["size"] > 29
    assert set(proposal["qrCode"]["path"]) <= set("Mhvz-0123456789 ")
    assert made.headers["cache-control"] == "no-store"


async def test_a_stolen_password_gives_no_second_factor(town: Town) -> None:
    """The session of the code may enrol; one that began with the password alone never."""
    _, _, name = await come_in(town)
    thief = browser(town, await sign_in(town, name))
    assert (await thief.get("/session")).json()["secondFactor"] == "NOT_ENROLLED"
    assert code_of(await thief.post(PROPOSALS, json={"currentPassword": PASSWORD})) == (403, "A18")
    assert code_of(await thief("PUT", FACTOR, json={"code": "000000"})) == (403, "A18")
    actions = (await thief.get("/me/account")).json()["allowedActions"]
    assert "own-account.enrol" not in actions


async def test_a_key_proposed_in_one_session_is_not_confirmed_in_a_weaker_one(town: Town) -> None:
    one, _, name = await come_in(town)
    secret = (await one.post(PROPOSALS, json={})).json()["proposal"]["secret"]
    weak = browser(town, await sign_in(town, name))
    assert code_of(await weak("PUT", FACTOR, json={"code": pyotp.TOTP(secret).now()})) == (403, "A18")
    assert (await one("PUT", FACTOR, json={"code": "000000"})).status_code == 422
    assert (await one("PUT", FACTOR, json={"code": pyotp.TOTP(secret).now()})).status_code == 200


async def test_with_one_factor_of_two_nothing_of_the_account_changes(town: Town) -> None:
    one, _, name = await come_in(town)
    await enrol(one, town)
    half = browser(town, await sign_in(town, name))
    assert await change(half) == (403, "A02")
    for call in (
        half.post(PROPOSALS, json={"currentPassword": PASSWORD}),
        half("PUT", FACTOR, json={"code": "000000"}),
        half.post("/me/account/recovery-codes", json={"currentPassword": PASSWORD}),
    ):
        assert code_of(await call) == (403, "A02")
    assert (await sign_in(town, name)).status_code == 201


async def test_replacing_the_factor_asks_for_the_password_and_ends_the_old(town: Town) -> None:
    one, _, name = await come_in(town)
    two, secret, codes = await enrol(one, town)
    elsewhere = browser(town, await sign_in(town, name))
    assert code_of(await two.post(PROPOSALS, json={})) == (422, "A16")
    assert code_of(await two.post(PROPOSALS, json={"currentPassword": OTHER_PASSWORD})) == (422, "A16")
    new, newer, fresh = await enrol(two, town, {"currentPassword": PASSWORD})
    assert newer != secret
    assert not await works(elsewhere)
    assert await works(new)
    after = browser(town, await sign_in(town, name))
    assert code_of(await after("PUT", "/session/second-factor", json={"code": codes[0]})) == (422, "A11")
    assert await works(await raised(town, after, fresh[0]))


async def test_the_old_factor_holds_until_the_new_one_is_confirmed(town: Town) -> None:
    one, _, name = await come_in(town)
    two, _, codes = await enrol(one, town)
    await two.post(PROPOSALS, json={"currentPassword": PASSWORD})
    half = browser(town, await sign_in(town, name))
    assert await works(await raised(town, half, codes[0]))


async def test_nothing_is_confirmed_that_was_not_proposed(town: Town) -> None:
    one, _, _ = await come_in(town)
    assert code_of(await one("PUT", FACTOR, json={"code": "123456"})) == (409, "A17")


async def test_changing_the_password_ends_the_other_sessions_and_not_this_one(town: Town) -> None:
    one, _, name = await come_in(town)
    other = browser(town, await sign_in(town, name))
    assert (await change(one))[0] == 200
    assert await works(one)
    assert not await works(other)
    assert code_of(await sign_in(town, name)) == (401, "A10")
    assert (await sign_in(town, name, OTHER_PASSWORD)).status_code == 201


@pytest.mark.parametrize(
    ("new", "problem"),
    [("kort", "too_short"), ("sommar2026!!", "too_common"), ("aaaaaaaaaaaa", "too_common")],
)
async def test_unfit_passwords_are_refused(new: str, problem: str, town: Town) -> None:
    one, _, name = await come_in(town)
    answer = await one("PUT", "/me/account/password", json={"currentPassword": PASSWORD, "newPassword": new})
    assert code_of(answer) == (422, "A23")
    assert answer.json()["errors"][0]["code"] == problem
    assert await change(one, new=f"min {name} är bra") == (422, "A23")
    assert (await sign_in(town, name)).status_code == 201


async def test_guessing_the_present_password_is_slowed_down(town: Town) -> None:
    one, _, name = await come_in(town)
    town.world.sql("UPDATE accounts SET failures = 9 WHERE username = %s", name)
    assert await change(one, current="fel lösenord här") == (422, "A16")
    assert await change(one) == (429, "A29")
    assert code_of(await sign_in(town, name)) == (429, "A29"), "the account waits, at every door"
    assert await works(one)


async def test_recovery_codes_are_renewed_and_the_old_ones_end(town: Town) -> None:
    one, _, name = await come_in(town)
    no_factor = await one.post("/me/account/recovery-codes", json={"currentPassword": PASSWORD})
    assert code_of(no_factor) == (403, "A02")
    two, _, old = await enrol(one, town)
    wrong = await two.post("/me/account/recovery-codes", json={"currentPassword": OTHER_PASSWORD})
    assert code_of(wrong) == (422, "A16")
    made = await two.post("/me/account/recovery-codes", json={"currentPassword": PASSWORD})
    assert made.status_code == 201
    new = made.json()["recoveryCodes"]
    assert not set(new) & set(old)
    half = browser(town, await sign_in(town, name))
    assert code_of(await half("PUT", "/session/second-factor", json={"code": old[0]})) == (422, "A11")
    assert await works(await raised(town, half, new[0]))
    kept = town.world.sql("SELECT recovery_hashes FROM accounts WHERE username = %s", name)
    assert new[1] not in str(kept)


async def test_where_one_is_signed_in_is_seen_and_ended(town: Town) -> None:
    one, _, name = await come_in(town)
    others = [browser(town, await sign_in(town, name)) for _ in range(2)]
    listed = (await one.get("/me/account")).json()["sessions"]
    assert [session["isThis"] for session in listed] == [True, False, False]
    ended = await one.post("/me/account/other-sessions-ending")
    assert ended.status_code == 201
    assert [session["isThis"] for session in ended.json()["sessions"]] == [True]
    assert [await works(b) for b in (one, *others)] == [True, False, False]


async def test_others_sessions_are_not_ones_own(town: Town) -> None:
    one, _, _ = await come_in(town)
    somebody, _, _ = await come_in(town)
    await one.post("/me/account/other-sessions-ending")
    assert await works(somebody)
    assert len((await somebody.get("/me/account")).json()["sessions"]) == 1


async def test_the_secrets_of_a_proposal_are_sealed(town: Town) -> None:
    one, _, name = await come_in(town)
    secret = (await one.post(PROPOSALS, json={})).json()["proposal"]["secret"]
    ((sealed,),) = town.world.sql("SELECT totp_pending FROM accounts WHERE username = %s", name)
    assert secret.encode() not in bytes(sealed)
    trail = town.world.sql("SELECT * FROM audit_access WHERE tenant_id = %s", town.world.tenant)
    assert secret not in str(trail)


async def test_a_demo_account_that_enrols_is_asked_for_the_code(town: Town) -> None:
    """Its password alone was assurance 2 until then."""
    rektor = town.as_("rektor")
    town.world.sql(
        "UPDATE accounts SET password_hash = (SELECT password_hash FROM accounts WHERE username = %s)"
        " WHERE tenant_id = %s AND person_id = %s",
        (await come_in(town))[2], town.world.tenant, town.world.people["rektor"],
    )  # fmt: skip
    await enrol(rektor, town, {"currentPassword": PASSWORD})
    answer = await sign_in(town, f"rektor.{town.world.tenant}")
    assert (answer.json()["assurance"], answer.json()["secondFactor"]) == (1, "TOTP_REQUIRED")
