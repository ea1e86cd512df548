"""Who sees which row by the database alone: asked as the program's role in each person's session."""

from __future__ import annotations

import psycopg
import pytest

from tests.domains.cases.matrix import CASES, CONCERNS, MINIMISED, OFFICERS, RECEIPTS, STAFF, Matrix
from tests.factories.assigned import PEOPLE, enter

CIRCLED = (
    "case_access", "cases", "case_students", "case_notes", "child_voices", "case_measures",
    "measure_fidelity", "case_events", "case_attachments", "case_exports",
    "case_heads", "concerns", "concern_students",
    "concern_heads",
)  # fmt: skip


def test_cases(matrix: Matrix) -> None:
    assert matrix.seen("cases", matrix.cases) == CASES


@pytest.mark.parametrize(
    "table",
    [
        "case_students",
        "case_notes",
        "child_voices",
        "case_measures",
        "measure_fidelity",
        "case_events",
        "case_attachments",
        "case_exports",
    ],
)
def test_what_is_in_a_case(table: str, matrix: Matrix) -> None:
    assert matrix.seen(table, matrix.cases, "case_id") == CASES


@pytest.mark.parametrize(("table", "column"), [("blobs", "id"), ("blob_chunks", "blob_id")])
def test_what_is_in_a_file(table: str, column: str, matrix: Matrix) -> None:
    """Seen as the row that owns it, by nothing but that row."""
    files = "SELECT blob_id FROM case_attachments WHERE case_id = %s"
    blobs = {name: matrix.world.sql(files, case)[0][0] for name, case in matrix.cases.items()}
    assert matrix.seen(table, blobs, column) == CASES


def test_heads_of_cases(matrix: Matrix) -> None:
    assert matrix.seen("case_heads", matrix.cases) == MINIMISED


def test_concerns_and_their_pupils(matrix: Matrix) -> None:
    assert matrix.seen("concerns", matrix.concerns) == CONCERNS
    assert matrix.seen("concern_students", matrix.concerns, "concern_id") == CONCERNS


def test_receipts(matrix: Matrix) -> None:
    assert matrix.seen("concern_heads", matrix.concerns) == RECEIPTS


def test_who_is_in_a_circle(matrix: Matrix) -> None:
    """Known to staff of the unit, to the organiser's case officers, and to oneself."""
    ways = {
        name: matrix.world.sql("SELECT id FROM case_access WHERE case_id = %s AND person_id = %s",
                               matrix.cases[case], matrix.world.people[PEOPLE[who]])[0][0]
        for name, case, who in (("unit", "circle", "soon"), ("past it", "organiser K3", "central"))
    }  # fmt: skip
    everywhere = OFFICERS | {"officer_area"}
    assert matrix.seen("case_access", ways) == {
        "unit": STAFF | everywhere,
        "past it": everywhere | {"central"},
    }


@pytest.mark.parametrize("who", ["head", "teacher", "officer"])
def test_one_factor_shows_ones_own_receipts_only(who: str, matrix: Matrix) -> None:
    shown = set()
    with psycopg.connect(matrix.world.admin_dsn) as connection:
        enter(connection, matrix.world.weak_token(PEOPLE[who]))
        for table in CIRCLED:
            shown |= {(table, *row) for row in connection.execute(f"SELECT id FROM {table}")}
        connection.rollback()
    assert shown == ({("concern_heads", matrix.concerns["own"])} if who == "teacher" else set())
