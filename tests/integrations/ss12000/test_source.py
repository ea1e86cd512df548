"""Pulling over real HTTP from a server that behaves, and from one that does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samsyn.integrations.ss12000 import FaultCode
from samsyn.integrations.ss12000.reasons import Kind
from tests.integrations.ss12000.conftest import Rig
from tests.integrations.ss12000.municipality import Municipality

PERSONS = Kind.PERSON


@pytest.mark.parametrize("paging", ["good", "extra page"])
@pytest.mark.parametrize("size", [1, 7, 25, 1000])
async def test_every_object_arrives_once_and_in_order(
    rig: Rig, town: Municipality, paging: str, size: int
) -> None:
    rig.limit(page_size=size)
    rig.source.paging = paging

    assert await rig.items(PERSONS) == town.persons


@pytest.mark.parametrize("shape", ["array", "named"])
async def test_other_forms_of_a_list_are_read(rig: Rig, town: Municipality, shape: str) -> None:
    rig.source.shape = shape

    assert await rig.items(Kind.ORGANISATION) == town.organisations


async def test_a_compressed_answer_is_read(rig: Rig, town: Municipality) -> None:
    rig.source.zipped = True

    assert await rig.items(PERSONS) == town.persons


async def test_only_limit_and_page_token_are_asked_for(rig: Rig) -> None:
    await rig.items(PERSONS)

    asked = [one.query for one in rig.source.requests("persons")]
    assert asked[0] == {"limit": "10"}
    assert asked[1] == {"limit": "10", "pageToken": "p10"}


@pytest.mark.parametrize("passing", ["500", "502", "html 503", "429", "429 dated", "outage", "half"])
async def test_what_passes_is_tried_again(rig: Rig, town: Municipality, passing: str) -> None:
    rig.source.plan("persons", None, passing, passing)

    assert await rig.items(PERSONS) == town.persons
    assert len(rig.waits.slept) == 2


async def test_a_hanging_server_times_out_and_is_tried_again(rig: Rig, town: Municipality) -> None:
    rig.limit(read_seconds=0.2)
    rig.source.plan("persons", "hang")

    assert await rig.items(PERSONS) == town.persons


async def test_waits_grow_with_jitter_up_to_a_cap(rig: Rig) -> None:
    rig.limit(attempts=5, first_wait_seconds=4.0, longest_wait_seconds=10.0)
    rig.source.plan("persons", "500", "500", "500", "500", "500")

    fault = await rig.fault()

    assert (fault.code, fault.status) == (FaultCode.SERVER_ERROR, 500)
    assert rig.waits.slept == [2.0, 4.0, 5.0, 5.0]


async def test_retry_after_is_honoured(rig: Rig) -> None:
    rig.limit(first_wait_seconds=1.0)
    rig.source.plan("persons", "429", "429 dated")

    await rig.items(PERSONS)

    assert rig.waits.slept == [7.5, 0.5]


async def test_a_longer_wait_than_we_have_ends_the_pull_at_once(rig: Rig) -> None:
    rig.source.plan("persons", "429 long")

    fault = await rig.fault()

    assert (fault.code, fault.retry_after) == (FaultCode.BUSY, 999_999.0)
    assert rig.waits.slept == []


async def test_the_whole_pull_has_a_deadline(rig: Rig) -> None:
    rig.limit(total_seconds=0.3)
    rig.source.plan("persons", "hang")

    assert (await rig.fault()).code is FaultCode.DEADLINE_PASSED


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ("html", FaultCode.WRONG_CONTENT),
        ("redirect", FaultCode.REDIRECTED),
        ("403", FaultCode.FORBIDDEN),
        ("404", FaultCode.NOT_SERVED),
        ("400", FaultCode.REQUEST_REFUSED),
        ("410", FaultCode.REQUEST_REFUSED),
        ("invalid json", FaultCode.UNREADABLE),
        ("nan", FaultCode.UNREADABLE),
        ("deep", FaultCode.UNREADABLE),
        ("not utf-8", FaultCode.UNREADABLE),
        ("brotli", FaultCode.UNREADABLE),
        ("broken gzip", FaultCode.UNREADABLE),
        ("cut gzip", FaultCode.UNREADABLE),
        ("no envelope", FaultCode.UNREADABLE_PAGE),
        ("number", FaultCode.UNREADABLE_PAGE),
        ("strange token", FaultCode.UNREADABLE_PAGE),
        ("huge", FaultCode.TOO_LARGE),
        ("bomb", FaultCode.TOO_LARGE),
    ],
)
async def test_what_does_not_pass_ends_the_pull_with_its_reason(rig: Rig, step: str, code: FaultCode) -> None:
    rig.limit(page_bytes=1_000_000)
    rig.source.plan("persons", step)

    fault = await rig.fault()

    assert (fault.code, fault.endpoint) == (code, "persons")
    assert rig.waits.slept == []


@pytest.mark.parametrize("paging", ["repeats", "same token"])
async def test_a_server_that_goes_in_circles_is_left(rig: Rig, paging: str) -> None:
    rig.source.paging = paging

    assert (await rig.fault()).code is FaultCode.REPEATED_PAGE
    assert len(rig.source.requests("persons")) <= 3


async def test_empty_pages_in_a_circle_are_left(rig: Rig) -> None:
    rig.source.plan("persons", "empty circle", "empty circle", "empty circle")

    assert (await rig.fault()).code is FaultCode.REPEATED_PAGE
    assert len(rig.source.requests("persons")) == 2


async def test_an_expired_page_token_starts_the_list_again(rig: Rig, town: Municipality) -> None:
    rig.source.plan("persons", None, None, "410")

    items = await rig.items(PERSONS)

    assert items[:20] == town.persons[:20]
    assert items[20:] == town.persons


async def test_a_page_token_that_keeps_expiring_ends_the_pull(rig: Rig) -> None:
    rig.source.plan("persons", None, "410", None, "410", None, "410")

    assert (await rig.fault()).code is FaultCode.PAGE_EXPIRED


async def test_a_server_that_wants_the_token_alone_gets_it_alone(rig: Rig, town: Municipality) -> None:
    rig.source.page_size = 10
    rig.source.plan("persons", None, "400")

    assert await rig.items(PERSONS) == town.persons
    assert rig.source.requests("persons")[2].query == {"pageToken": "p10"}


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"pages": 3}, FaultCode.TOO_MANY_PAGES),
        ({"objects": 25}, FaultCode.TOO_LARGE),
        ({"total_bytes": 20_000}, FaultCode.TOO_LARGE),
    ],
)
async def test_the_sum_of_all_pages_is_bounded(rig: Rig, limits: dict[str, int], code: FaultCode) -> None:
    rig.limit(**limits)

    assert (await rig.fault()).code is code


async def test_a_vendor_may_have_a_path_for_each_endpoint(rig: Rig, town: Municipality) -> None:
    good = rig.connection.base_url
    rig.connection = replace(rig.connection, base_url=good + "/nowhere", endpoint_urls={PERSONS: good + "/"})

    assert await rig.items(PERSONS) == town.persons


async def test_a_server_that_is_not_there_is_said(rig: Rig) -> None:
    rig.connection = replace(rig.connection, token_url="http://127.0.0.1:1/token")

    assert (await rig.fault()).code is FaultCode.UNREACHABLE
