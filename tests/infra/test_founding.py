"""A first start without the demo: from an empty database to an administrator who is signed in."""

import asyncio
import re
from collections.abc import AsyncIterator

import httpx
import pyotp
import pytest

from samsyn.cli.console import Stop
from samsyn.core.settings import Settings
from samsyn.main import create_app
from samsyn.main.founding import create_admin, create_api_client, create_organiser, reset_account

PASSWORD = "gröna hästar i regn 7"
ORIGIN = "https://samsyn.test"
HEADERS = {"sec-fetch-site": "same-origin", "x-samsyn-request": "1"}


@pytest.fixture
async def http(place: Settings) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(place)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url=f"{ORIGIN}/samsyn/v1", headers=HEADERS
    ) as client:
        yield client
    await app.state.runtime.engine.dispose()


async def found(place: Settings, *words: str) -> None:
    await asyncio.to_thread(create_organiser, place, words)


async def appoint(place: Settings, *words: str) -> None:
    await asyncio.to_thread(create_admin, place, words)


def code_said(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr().out
    assert "/forsta-inloggning" in said
    return str(re.findall(r"One-time code: (\S+)", said)[0])


async def come_in(http: httpx.AsyncClient, username: str, code: str) -> httpx.Response:
    body = {"username": username, "code": code, "newPassword": PASSWORD}
    return await http.post("/account-activations", json=body)


async def enrol(http: httpx.AsyncClient) -> None:
    proposed = await http.post("/me/account/second-factor-proposals", json={})
    code = pyotp.TOTP(proposed.json()["proposal"]["secret"]).now()
    done = await http.put("/me/account/second-factor", json={"code": code})
    assert done.status_code == 200, done.text


async def test_the_printed_code_is_enough_to_come_in(
    place: Settings, http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await found(place, "Ekby kommun", "--municipality-code", "0001")
    await appoint(place, "Ada Lind", "--username", "ada")
    first = await come_in(http, "ada", code_said(capsys))
    assert (first.status_code, first.json()["secondFactor"]) == (201, "ENROLMENT_OPEN")
    await enrol(http)
    assert (await http.get("/session")).json()["assurance"] == 2
    me = await http.get("/me")
    assert "SYSTEM_ADMIN" in me.text
    assert "Ekby kommun" in me.text


async def test_a_new_organiser_has_the_swedish_defaults(
    place: Settings, http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await found(place, "Ekby kommun")
    await appoint(place, "Ada Lind")
    await come_in(http, "admin", code_said(capsys))
    professions = (await http.get("/professions")).json()["items"]
    assert {"SCHOOL_NURSE", "SCHOOL_PSYCHOLOGIST"} <= {profession["code"] for profession in professions}
    assert len((await http.get("/school-years")).json()["items"]) == 2


async def test_an_administrator_who_is_locked_out_gets_a_new_code(
    place: Settings, http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await found(place, "Ekby kommun")
    await appoint(place, "Ada Lind")
    first = code_said(capsys)
    await asyncio.to_thread(reset_account, place, ["admin"])
    second = code_said(capsys)
    assert (await come_in(http, "admin", first)).status_code == 401
    assert (await come_in(http, "admin", second)).status_code == 201
    with pytest.raises(Stop, match="there is no nobody"):
        await asyncio.to_thread(reset_account, place, ["nobody"])
    assert (await http.get("/me")).status_code == 200


async def test_what_is_already_there_is_said(place: Settings) -> None:
    with pytest.raises(Stop, match="no organiser yet"):
        await appoint(place, "Ada Lind")
    await found(place, "Ekby kommun")
    with pytest.raises(Stop, match="already"):
        await found(place, "Ekby kommun")
    await appoint(place, "Ada Lind")
    with pytest.raises(Stop, match="taken"):
        await appoint(place, "Bo Lind")
    with pytest.raises(Stop, match="both names"):
        await appoint(place, "Ada", "--username", "another")
    with pytest.raises(Stop, match="a user name has"):
        await appoint(place, "Ada Lind", "--username", "å ä")


async def test_with_two_organisers_one_must_be_named(place: Settings) -> None:
    await found(place, "Ekby kommun")
    await found(place, "Tallviks kommun")
    with pytest.raises(Stop, match="Ekby kommun, Tallviks kommun"):
        await appoint(place, "Ada Lind")
    with pytest.raises(Stop, match="there is no Granby"):
        await appoint(place, "Ada Lind", "--organiser", "Granby")
    await appoint(place, "Ada Lind", "--organiser", "Tallviks kommun")


async def test_a_system_is_let_in_from_the_terminal(
    place: Settings, http: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    await found(place, "Ekby kommun")
    words = ["Schemat", "--scope", "schools:read"]
    await asyncio.to_thread(create_api_client, place, words)
    said = capsys.readouterr().out
    form = {
        "grant_type": "client_credentials",
        "client_id": re.findall(r"Client id: (\S+)", said)[0],
        "client_secret": re.findall(r"Secret: (\S+)", said)[0],
    }
    answer = await http.post("/oauth/token", data=form)
    assert (answer.status_code, answer.json()["scope"]) == (200, "schools:read")
    for wrong, why in (
        (words, "of that name already"),
        (["Annat", "--scope", "allt:write"], "no such scope"),
        (["Annat", "--scope", "Allt"], "scopes"),
        (["Annat", "--scope", "schools:read", "--school", "ZZ"], "no school with the code ZZ"),
    ):
        with pytest.raises(Stop, match=why):
            await asyncio.to_thread(create_api_client, place, wrong)
