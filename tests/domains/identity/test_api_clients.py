"""API clients: what an administrator gives other systems, and that they never get more."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from fastapi.routing import iter_route_contexts

from samsyn.core.route import GuardedRoute
from samsyn.identity.rules import CLIENT_SCOPES
from samsyn.main.wiring import ROUTERS
from tests.conftest import ORIGIN, Browser, Town
from tests.domains.identity.signing_in import code_of
from tests.factories.world import add_client

FRONTEND = Path(__file__).parents[3] / "frontend" / "src" / "features" / "identity" / "scopes.ts"


def pem(key: Any) -> str:
    return str(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode())


async def made(town: Town, **more: Any) -> dict[str, Any]:
    body = {"name": f"Schemat {uuid4().hex[:8]}", "scopes": ["schools:read"], **more}
    answer = await town.as_("admin").post("/api-clients", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def token(town: Town, client: str, secret: str, scope: str = "") -> httpx.Response:
    form = {"grant_type": "client_credentials", "client_id": client, "client_secret": secret}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(town.app), base_url=ORIGIN) as http:
        return await http.post("/samsyn/v1/oauth/token", data=form | ({"scope": scope} if scope else {}))


async def system(town: Town, client: dict[str, Any]) -> Browser:
    answer = await token(town, client["id"], client["secret"])
    assert answer.status_code == 200, answer.text
    return Browser(town.app, bearer=answer.json()["access_token"])


def asked_for() -> set[str]:
    """Scopes of every gate there is."""
    routes = [getattr(c, "original_route", c) for r in ROUTERS for c in iter_route_contexts(r.routes)]
    gates = [route.gate for route in routes if isinstance(route, GuardedRoute) and route.gate]
    assert len(gates) > 60
    return {gate.scope for gate in gates if gate.scope}


def test_what_can_be_given_is_what_is_asked_for() -> None:
    assert asked_for() == CLIENT_SCOPES


def test_the_page_offers_exactly_these() -> None:
    text = FRONTEND.read_text(encoding="utf-8")
    assert all(f"'{scope}'" in text for scope in CLIENT_SCOPES)
    assert text.count(":read'") + text.count(":write'") == len(CLIENT_SCOPES)


async def test_a_client_is_made_and_gets_in_with_its_secret(town: Town) -> None:
    client = await made(town, scopes=["schools:read", "teams:read", "teams:read"])
    assert (client["scopes"], client["isValidNow"], client["liveSecrets"]) == (
        ["schools:read", "teams:read"], True, 1,
    )  # fmt: skip
    one = await system(town, client)
    assert (await one.get("/schools")).status_code == 200
    assert code_of(await one.get("/people")) == (403, "A05")
    shown = await town.as_("admin").get(f"/api-clients/{client['id']}")
    assert shown.json()["secret"] is None
    assert client["secret"] not in shown.text


async def test_the_secret_is_kept_as_a_hash_and_said_nowhere(
    town: Town, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    client = await made(town)
    row = town.world.sql("SELECT * FROM api_clients WHERE id = %s", client["id"])
    trail = town.world.sql("SELECT * FROM audit_access WHERE tenant_id = %s", town.world.tenant)
    assert client["secret"] not in str(row) + str(trail) + caplog.text + "".join(capfd.readouterr())
    assert "api-client.create" in str(trail)


async def test_a_limited_client_sees_its_schools_and_no_other(town: Town) -> None:
    own, other = (str(town.world.schools[letter]) for letter in "AB")
    one = await system(town, await made(town, schoolIds=[own]))
    listed = (await one.get("/schools")).json()
    assert [school["id"] for school in listed["items"]] == [own]
    assert listed["_meta"]["totalRecords"] == 1
    assert (await one.get(f"/schools/{own}")).status_code == 200
    hidden, nothing = await one.get(f"/schools/{other}"), await one.get(f"/schools/{uuid4()}")
    assert code_of(hidden) == code_of(nothing) == (404, "A04")
    everywhere = await system(town, await made(town))
    assert len((await everywhere.get("/schools")).json()["items"]) == 2
    assert len((await town.as_("larare").get("/schools")).json()["items"]) == 2


async def test_it_shows_when_a_client_was_last_handed_a_token(town: Town) -> None:
    client = await made(town)
    path, admin = f"/api-clients/{client['id']}", town.as_("admin")
    assert client["lastUsedAt"] is None
    assert (await token(town, client["id"], "fel")).status_code == 401
    assert (await token(town, client["id"], client["secret"], "teams:read")).status_code == 400
    assert (await admin.get(path)).json()["lastUsedAt"] is None
    begun = town.world.sql("SELECT now()")[0][0]
    assert (await token(town, client["id"], client["secret"])).status_code == 200
    shown = (await admin.get(path)).json()
    assert datetime.fromisoformat(shown["lastUsedAt"]) >= begun
    assert shown["version"] == client["version"]
    hour_ago = begun - timedelta(hours=1)
    town.world.sql("UPDATE api_clients SET last_used_at = %s WHERE id = %s", hour_ago, client["id"])
    await token(town, client["id"], client["secret"])
    assert datetime.fromisoformat((await admin.get(path)).json()["lastUsedAt"]) >= begun


async def test_its_limit_follows_when_it_is_changed(town: Town) -> None:
    own, other = (str(town.world.schools[letter]) for letter in "AB")
    client = await made(town, schoolIds=[own])
    one = await system(town, client)
    patch = await town.as_("admin").patch(f"/api-clients/{client['id']}", 1, json={"schoolIds": [other]})
    assert patch.status_code == 200, patch.text
    assert [school["id"] for school in (await one.get("/schools")).json()["items"]] == [other]
    taken = await town.as_("admin").patch(f"/api-clients/{client['id']}", 2, json={"scopes": ["teams:read"]})
    assert taken.status_code == 200
    assert code_of(await one.get("/schools")) == (403, "A05")
    stale = await town.as_("admin").patch(f"/api-clients/{client['id']}", 1, json={"name": "Annat"})
    assert code_of(stale) == (412, "A12")


async def test_rotation_lets_a_system_change_over(town: Town) -> None:
    client = await made(town)
    path, first = f"/api-clients/{client['id']}/rotation", client["secret"]
    second = (await town.as_("admin").post(path, json={})).json()["secret"]
    assert [(await token(town, client["id"], s)).status_code for s in (first, second)] == [200, 200]
    third = (await town.as_("admin").post(path, json={})).json()["secret"]
    assert [(await token(town, client["id"], s)).status_code for s in (first, second, third)] == [
        401,
        200,
        200,
    ]
    alone = (await town.as_("admin").post(path, json={"keepOld": False})).json()
    assert alone["liveSecrets"] == 1
    assert [(await token(town, client["id"], s)).status_code for s in (second, third)] == [401, 401]
    assert (await token(town, client["id"], alone["secret"])).status_code == 200


async def test_an_ended_client_is_out_while_its_token_lives_and_for_good(town: Town) -> None:
    client = await made(town)
    one = await system(town, client)
    ended = await town.as_("admin").post(f"/api-clients/{client['id']}/ending")
    assert (ended.json()["isValidNow"], ended.json()["allowedActions"]) == (False, ["api-client.read"])
    assert (await one.get("/schools")).status_code == 401
    assert (await token(town, client["id"], client["secret"])).status_code == 401
    again = await town.as_("admin").post(f"/api-clients/{client['id']}/rotation", json={})
    assert code_of(again) == (403, "A03")


async def test_a_client_with_a_key_has_no_secret(town: Town) -> None:
    client = await made(town, publicKey=pem(ec.generate_private_key(ec.SECP256R1())))
    assert (client["secret"], client["hasPublicKey"], client["liveSecrets"]) == (None, True, 0)
    assert (await token(town, client["id"], "")).status_code == 401
    refused = await town.as_("admin").post(f"/api-clients/{client['id']}/rotation", json={})
    assert code_of(refused) == (403, "A03")
    newer = pem(rsa.generate_private_key(65537, 2048))
    changed = await town.as_("admin").patch(f"/api-clients/{client['id']}", 1, json={"publicKey": newer})
    assert changed.status_code == 200


WEAK = rsa.generate_private_key(65537, 1024)
PRIVATE = ec.generate_private_key(ec.SECP256R1()).private_bytes(
    Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
)


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"scopes": ["schools:write"]}, "/scopes"),
        ({"scopes": []}, "/scopes"),
        ({"schoolIds": [str(uuid4())]}, "/schoolIds"),
        ({"publicKey": pem(WEAK)}, "/publicKey"),
        ({"publicKey": PRIVATE.decode()}, "/publicKey"),
        ({"publicKey": "-----BEGIN PUBLIC KEY-----" + "å" * 200}, "/publicKey"),
        ({"validTo": "2020-01-01"}, "/validTo"),
        ({"name": ""}, "/name"),
        ({"secret": "mitt eget"}, "/secret"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(more: dict[str, Any], pointer: str, town: Town) -> None:
    body = {"name": "Schemat", "scopes": ["schools:read"], **more}
    answer = await town.as_("admin").post("/api-clients", json=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"].startswith(pointer)
    assert "PRIVATE" not in answer.text


async def test_a_school_of_another_municipality_cannot_be_named(town: Town, other_town: Town) -> None:
    body = {"name": "Schemat", "scopes": ["schools:read"], "schoolIds": [str(other_town.world.school)]}
    assert code_of(await town.as_("admin").post("/api-clients", json=body))[0] == 422


async def test_names_are_told_apart(town: Town) -> None:
    client = await made(town)
    body = {"name": client["name"], "scopes": ["schools:read"]}
    assert code_of(await town.as_("admin").post("/api-clients", json=body)) == (409, "I11")


async def test_its_last_day_is_the_last(town: Town) -> None:
    today = town.runtime.clock.today()
    client = await made(town, validTo=str(today))
    one = await system(town, client)
    assert (await one.get("/schools")).status_code == 200
    before = today - timedelta(days=1)
    town.world.sql("UPDATE api_clients SET valid_to = %s WHERE id = %s", before, client["id"])
    assert (await one.get("/schools")).status_code == 401
    assert (await token(town, client["id"], client["secret"])).status_code == 401


async def test_a_system_never_keeps_clients_or_accounts(town: Town) -> None:
    add_client(town.world, "allt", sorted(CLIENT_SCOPES))
    one = town.as_client("allt")
    for call in (
        one.get("/api-clients"),
        one.post("/api-clients", json={"name": "Egen", "scopes": ["people:read"]}),
        one.get(f"/people/{town.world.people['rektor']}/account"),
        one.get("/me/account"),
    ):
        assert code_of(await call) == (403, "A05")
