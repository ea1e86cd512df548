"""People of a test's municipality with every kind of assignment, to be asked what the database shows them."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from samsyn.core.schooldays import stockholm_day
from tests.factories.world import World

KINDS = {"head": "PRINCIPAL", "health": "EHT_PSYCHOLOGY", "teacher": "TEACHER"}
PEOPLE = {
    "head": "rektor", "head_today": "bitradande", "head_was": "bitradande-2", "head_will": "mentor-2",
    "head_b": "rektor-2", "head_area": "forstelarare-2",
    "health": "kurator", "health_today": "psykolog", "health_was": "psykolog-2",
    "health_will": "skolskoterska-2", "health_b": "kurator-2", "health_area": "specialpedagog-2",
    "teacher": "larare", "teacher_today": "mentor", "teacher_was": "forskollarare-2",
    "teacher_will": "elevassistent-2", "teacher_b": "larare-2", "teacher_area": "speciallarare-2",
    "officer": "utredare", "officer_today": "chef", "officer_was": "skolchef", "officer_will": "analytiker",
    "officer_unit": "registrator", "officer_area": "partner", "central": "loggranskare", "admin": "admin",
    "late": "skolskoterska", "soon": "specialpedagog", "before": "elevassistent",
    "elsewhere": "forskollarare",
}  # fmt: skip
"""Name → persona. At school A unless ``_b``; ``_area`` at an area that holds school B only (the officer's
holds A); ``_today`` on its last day, ``_was`` the day after it, ``_will`` the day before its first."""


def assign(world: World) -> None:
    areas = {
        letter: world.insert("areas", name=f"Område {letter}", sort_key=f"omrade {letter}") for letter in "AB"
    }
    for letter, area in areas.items():
        world.sql("UPDATE schools SET area_id = %s WHERE id = %s", area, world.schools[letter])
    today = stockholm_day(datetime.now(UTC))
    day = timedelta(days=1)
    days = {"today": (None, today), "was": (None, today - day), "will": (today + day, None)}
    for name, persona in PEOPLE.items():
        kind, _, rest = name.partition("_")
        since, until = days.get(rest, (None, None))
        person = world.people[persona]
        if since or until:
            world.sql(
                "UPDATE assignments SET valid_from = coalesce(%s, valid_from), valid_to = %s"
                " WHERE person_id = %s", since, until, person,
            )  # fmt: skip
        if kind in KINDS and rest in ("was", "will", "area"):
            place = {"school_id": world.school, "scope_type": "UNIT", "area_id": None}
            if rest == "area":
                place = {"school_id": None, "scope_type": "AREA", "area_id": areas["B"]}
            _place(world, person, KINDS[kind], place)
        if kind == "officer":
            place = {"school_id": None, "scope_type": "ORGANISER", "area_id": None}
            if rest == "unit":
                place |= {"school_id": world.school, "scope_type": "UNIT"}
            if rest == "area":
                place |= {"area_id": areas["A"], "scope_type": "AREA"}
            _place(world, person, "ORGANISER_CASE_OFFICER", place)


def _place(world: World, person: UUID, function: str, place: dict[str, Any]) -> None:
    change = "UPDATE assignments SET function = %s, school_id = %s, scope_type = %s, area_id = %s"
    values = (function, place["school_id"], place["scope_type"], place["area_id"])
    world.sql(f"{change} WHERE person_id = %s", *values, person)


def enter(connection: psycopg.Connection[Any], token: str) -> None:
    """The program's role in that session's transaction."""
    connection.execute("SET ROLE samsyn_app")
    mark = hashlib.sha256(token.encode()).digest()
    connection.execute("SELECT * FROM open_session(%s)", (mark,))
