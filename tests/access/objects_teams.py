"""How teams, members, staffing and coverage are asked for, at school A."""

from __future__ import annotations

from tests.access.objects import Ask, asks, unique
from tests.factories.staff import add_colleague, add_staffing, add_team, add_to
from tests.factories.world import World


@asks("listTeams")
def _teams(_: World) -> Ask:
    return Ask("/teams")


@asks("readTeam")
def _team(world: World) -> Ask:
    return Ask(f"/teams/{add_team(world)}")


@asks("createTeam")
def _new_team(world: World) -> Ask:
    body = {"schoolId": str(world.school), "type": "WORK_TEAM", "name": unique("Arbetslag")}
    return Ask("/teams", body)


@asks("changeTeam")
def _change_team(world: World) -> Ask:
    return Ask(f"/teams/{add_team(world)}", {"name": unique("Arbetslag")}, 1)


@asks("listTeamMembers")
def _members(world: World) -> Ask:
    return Ask(f"/teams/{add_team(world)}/members")


@asks("addTeamMember")
def _add_member(world: World) -> Ask:
    return Ask(f"/teams/{add_team(world)}/members", {"personId": str(add_colleague(world)[0])})


@asks("readTeamMember")
def _member(world: World) -> Ask:
    return Ask(f"/team-members/{add_to(world, add_team(world), add_colleague(world)[0])}")


@asks("endTeamMember")
def _end_member(world: World) -> Ask:
    return Ask(f"{_member(world).path}/ending", {})


@asks("listStaffingRecords")
def _records(_: World) -> Ask:
    return Ask("/staffing-records")


@asks("readStaffingRecord")
def _record(world: World) -> Ask:
    return Ask(f"/staffing-records/{add_staffing(world)}")


@asks("createStaffingRecord")
def _new_record(world: World) -> Ask:
    """What another was made of, at a school of its own each time it was there."""
    made = add_staffing(world)
    row = world.sql("SELECT school_year_id, term, profession_code FROM staffing_records WHERE id = %s", made)[
        0
    ]
    world.sql("DELETE FROM staffing_records WHERE id = %s", made)
    return Ask(
        "/staffing-records",
        {
            "schoolId": str(world.school),
            "schoolYearId": str(row[0]),
            "term": row[1],
            "professionCode": row[2],
            "fullTimeShare": 0.8,
            "pupils": 412,
        },
    )


@asks("changeStaffingRecord")
def _change_record(world: World) -> Ask:
    return Ask(f"/staffing-records/{add_staffing(world)}", {"pupils": 420}, 1)


@asks("readCoverage")
def _coverage(world: World) -> Ask:
    return Ask(f"/schools/{world.school}/coverage")
