"""A system that is limited to schools reads nothing of the calendar that concerns another one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import Town
from tests.domains.identity.test_api_clients import made, system


async def calendar_of_both(town: Town) -> dict[str, str]:
    """The path of a single day per school and of one for everybody; terms and a break per school too."""
    year = town.world.sql(
        "SELECT id, starts_on FROM school_years WHERE tenant_id = %s ORDER BY starts_on", town.world.tenant
    )[0]
    places = {"A": town.world.schools["A"], "B": town.world.schools["B"], "all": None}
    paths = {}
    for n, (key, school) in enumerate(places.items()):
        at: dict[str, Any] = {"school_year_id": year[0], "school_id": school}
        first, last = year[1] + timedelta(days=21 * n), year[1] + timedelta(days=21 * n + 4)
        row = town.world.insert("calendar_days", day=first, is_school_day=False, name=f"Dag {key}", **at)
        paths[key] = f"/calendar-days/{row}"
        kind = {"kind": "LOCAL_CLOSURE", "name": f"Lov {key}"}
        town.world.insert("breaks", starts_on=first, ends_on=last, **kind, **at)
        if school is not None:
            town.world.insert("terms", code="HT", starts_on=first, ends_on=last, **at)
    return paths


async def test_a_limited_client_reads_no_calendar_of_another_school(town: Town) -> None:
    own, other = (str(town.world.schools[letter]) for letter in "AB")
    paths = await calendar_of_both(town)
    one = await system(town, await made(town, schoolIds=[own], scopes=["calendar:read"]))
    assert [(await one.get(paths[key])).status_code for key in ("A", "all", "B")] == [200, 200, 404]
    listed = (await one.get("/school-years")).json()["items"]
    single = [(await one.get(f"/school-years/{year['id']}")).json() for year in listed]
    for years in (listed, single):
        parts = [part for year in years for kind in ("terms", "breaks", "exceptions") for part in year[kind]]
        assert {part["schoolId"] for part in parts} == {None, own}
        assert {"Dag A", "Dag all", "Lov A", "Lov all"} < {part.get("name") for part in parts}
        assert "Dag B" not in str(years)
        assert "Lov B" not in str(years)
    code = listed[-1]["code"]
    days = [
        (await one.get(f"/calendar-days?schoolYear={code}&schoolId={school}")).json()["_meta"]["totalRecords"]
        for school in (own, other, uuid4())
    ]
    assert days[0] in (365, 366)
    assert days[1:] == [0, 0]


@pytest.mark.parametrize("schools", ["", "AB"])
async def test_a_client_for_every_school_and_the_staff_read_all_of_the_calendar(
    town: Town, schools: str
) -> None:
    paths = await calendar_of_both(town)
    ids = [str(town.world.schools[letter]) for letter in schools]
    everywhere = await system(town, await made(town, schoolIds=ids, scopes=["calendar:read"]))
    for reader in (everywhere, town.as_("larare-2"), town.as_("rektor")):
        assert [(await reader.get(path)).status_code for path in paths.values()] == [200, 200, 200]
        years = (await reader.get("/school-years")).json()["items"]
        named = {e["name"] for year in years for e in year["exceptions"]}
        assert {"Dag A", "Dag B", "Dag all"} <= named
