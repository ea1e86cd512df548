"""Where a typed address may lead: nowhere inside, and nowhere else than where it was checked."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from dataclasses import replace

import httpx
import pytest

from samsyn.integrations.ss12000 import (
    LOOPBACK,
    PUBLIC,
    FaultCode,
    Reach,
    SourceFault,
    check_url,
    open_source,
)
from samsyn.integrations.ss12000.reach import GuardedTransport
from samsyn.integrations.ss12000.reasons import Kind
from tests.integrations.ss12000.conftest import Rig


@pytest.mark.parametrize(
    "url",
    [
        "",
        "skolan",
        "http://sis.example.se/v2",
        "ftp://sis.example.se/",
        "file:///etc/passwd",
        "https://",
        "https://user:secret@sis.example.se/",
        "https://sis.example.se/#a",
        "https://sis.example.se/?civicNo=1",
        "http://127.0.0.1.example.se/",
        "http://localhost.example.se/",
        "https://sis.example.se:99999/",
        "https://sis\x00.example.se/",
    ],
)
def test_an_address_that_is_no_plain_https_address_is_refused(url: str) -> None:
    with pytest.raises(SourceFault) as caught:
        check_url(url)

    assert caught.value.code is FaultCode.ADDRESS_REFUSED


@pytest.mark.parametrize(
    "url", ["https://sis.example.se/v2.0", "http://127.0.0.1:8888", "http://localhost/a", "http://[::1]:1/"]
)
def test_https_and_loopback_are_good_addresses(url: str) -> None:
    assert check_url(url).host


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("::1", "::", "fe80::1", "fd00::1", "ff02::1", "224.0.0.1", "240.0.0.1", "198.18.0.1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fd00:ec2::254"),
    ],
)
def test_no_address_inside_is_public(address: str) -> None:
    assert not PUBLIC.admits(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:400f:80d::200e", "::ffff:8.8.8.8"])
def test_public_addresses_are_admitted(address: str) -> None:
    assert PUBLIC.admits(ipaddress.ip_address(address))


def test_an_opened_network_is_admitted_but_never_the_metadata_address() -> None:
    everything = Reach((ipaddress.IPv4Network("0.0.0.0/0"),))

    assert everything.admits(ipaddress.ip_address("10.0.0.1"))
    assert not everything.admits(ipaddress.ip_address("169.254.169.254"))
    assert not LOOPBACK.admits(ipaddress.ip_address("10.0.0.1"))


async def fault_for(url: str, reach: Reach, *found: str) -> FaultCode:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return found

    transport = GuardedTransport(reach, resolve=resolve)
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(SourceFault) as caught:
            await client.get(url)
    return caught.value.code


async def test_a_public_name_with_an_inner_address_is_refused() -> None:
    code = await fault_for("https://sis.example.se/", PUBLIC, "8.8.8.8", "127.0.0.1")

    assert code is FaultCode.ADDRESS_REFUSED


async def test_a_name_without_encryption_must_lead_to_loopback() -> None:
    reach = Reach((ipaddress.IPv4Network("10.0.0.0/8"),))

    assert await fault_for("http://localhost/", reach, "10.0.0.1") is FaultCode.ADDRESS_REFUSED


async def test_a_resolver_that_answers_rubbish_is_refused() -> None:
    assert await fault_for("https://sis.example.se/", PUBLIC, "not an address") is FaultCode.ADDRESS_REFUSED


async def test_the_connection_goes_to_the_address_that_was_checked(rig: Rig) -> None:
    """A name that would lead elsewhere the second time is not asked a second time for one request."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"]

    there = rig.connection.base_url.replace("127.0.0.1", "localhost")
    connection = replace(rig.connection, base_url=there, token_url=f"{there}/token")
    async with open_source(connection, timing=rig.waits.timing(), resolve=resolve) as source:
        pages = [page async for page in source.pages(Kind.ORGANISATION)]

    assert len(pages) == 2
    assert asked == ["localhost"] * len(rig.source.asked)
    assert {one.headers["host"] for one in rig.source.asked} == {httpx.URL(there).netloc.decode()}


async def test_loopback_is_closed_unless_it_was_opened(rig: Rig) -> None:
    rig.connection = replace(rig.connection, reach=PUBLIC)

    with pytest.raises(SourceFault) as caught:
        await rig.items(Kind.PERSON)

    assert caught.value.code is FaultCode.ADDRESS_REFUSED
    assert rig.source.asked == []


async def test_the_next_address_of_a_name_is_tried_when_the_first_is_dead(rig: Rig) -> None:
    async def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.255.255.254", "127.0.0.1"]

    async with open_source(rig.connection, timing=rig.waits.timing(), resolve=resolve) as source:
        assert [page async for page in source.pages(Kind.ORGANISATION)]
