"""A small storm, and whether what looks afterwards would see what it looks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.chaos.checks import HALVES, doubled, halves, lost
from tests.chaos.journal import Ack, Journal
from tests.chaos.storm import storm
from tests.chaos.writers import ENDED, day
from tests.conftest import Town
from tests.factories.pupils import add_student
from tests.factories.world import World


def test_four_kills_lose_nothing_and_leave_nothing_by_half() -> None:
    account = storm(kills=4, seed=7, say=print)
    assert account.is_whole, account
    victims = {"database": 1, "web process": 1}
    assert account.kills == victims | {f"{name} beneath `samsyn run`": n for name, n in victims.items()}
    assert account.acknowledged > 48
    assert account.replayed > 4


async def written(town: Town) -> Journal:
    """A concern that led to a case with a note, a measure and a change of phase; and a pupil's case."""
    journal, world = Journal(), town.world

    async def create(who: str, path: str, body: dict[str, Any], **headers: str) -> Any:
        more = {"idempotency-key": str(uuid4()), **headers}
        answer = await town.as_(who).post(path, json=body, headers=more)
        assert answer.status_code == 201, answer.text
        return answer.json()

    seen = {"schoolId": str(world.school), "freeTextWho": "5B", "whatWasSeen": "Ensam", "urgency": "SOON"}
    concern = UUID((await create("larare", "/concerns", seen))["id"])
    journal.write(Ack("concerns", concern, {"what_was_seen": "Ensam"}))
    opening = {"caseTypeCode": "LEARNING_ENVIRONMENT", "nextFollowUpOn": day(21)}
    led = await create("kurator", f"/concerns/{concern}/assessment", {"outcome": "CASE_OPENED", **opening})
    case = UUID(led["cases"][0]["id"])
    journal.write(Ack("cases", case, {"case_type": "LEARNING_ENVIRONMENT"}))
    note = await create("kurator", f"/cases/{case}/notes", {"text": "Samtal"})
    journal.write(Ack("case_notes", UUID(note["id"]), {"text": "Samtal"}))
    plan = {"description": "Ny plats", "followUpOn": day(9)}
    measure = await create("kurator", f"/cases/{case}/measures", plan)
    journal.write(Ack("case_measures", UUID(measure["id"]), {"description": "Ny plats"}))
    await create("kurator", f"/cases/{case}/measures/{measure['id']}/evaluation", ENDED)
    await create("kurator", f"/cases/{case}/closure", {"reason": "WITHDRAWN"}, **{"if-match": '"1"'})
    journal.move(case)
    about = {"schoolId": str(world.school), "caseTypeCode": "SPECIAL_SUPPORT", "nextFollowUpOn": day(21)}
    own = await create("kurator", "/cases", about | {"studentIds": [str(add_student(world))]})
    journal.write(Ack("cases", UUID(own["id"]), {"case_type": "SPECIAL_SUPPORT"}))
    asked = {"perspective": "CHILD_OWN", "method": "DRAWING", "askedOn": day(-1), "content": "Ritade"}
    voice = await create("kurator", f"/cases/{own['id']}/child-voices", asked)
    journal.write(Ack("child_voices", UUID(voice["id"]), {"content": "Ritade"}))
    return journal


BROKEN = {
    "case without its head, or not as its head says": "UPDATE case_heads SET version = version + 1",
    "head without its case": "UPDATE case_heads SET id = gen_random_uuid()",
    "case not opened once in its timeline": "DELETE FROM case_events WHERE type = 'OPENED'",
    "case without its owner in the circle": "UPDATE case_access SET role_in_case = 'CONTRIBUTOR'",
    "closed without a line in the timeline, or the reverse": "DELETE FROM case_events WHERE type = 'CLOSED'",
    "pupil's case without its pupil": "DELETE FROM case_students",
    "note not told once": "DELETE FROM case_events WHERE type = 'NOTE_WRITTEN'",
    "measure not told once": "DELETE FROM case_events WHERE type = 'MEASURE_AGREED'",
    "voice not told once": "DELETE FROM case_events WHERE type = 'VOICE_RECORDED'",
    "concern without its head, or not as its head says": "DELETE FROM concern_heads",
    "assessed as a case, and no case": "DELETE FROM concern_cases",
    "led to a case, not assessed": "UPDATE concerns SET state = 'NEW', outcome = NULL, assessed_at = NULL",
    "number given to nothing": "UPDATE case_counters SET last = last + 1",
    "key that is held by nobody": "UPDATE idempotency_keys SET status = NULL",
    "phase changed and not in the access log": "DELETE FROM audit_access WHERE 'phase' = ANY (fields)",
}


@pytest.fixture(scope="module")
async def told(shared_town: Town) -> tuple[World, Journal]:
    return shared_town.world, await written(shared_town)


@pytest.fixture
def undone(told: tuple[World, Journal], monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[World, Journal]]:
    """What a test breaks is whole again for the next; without the database's own checks, which would let
    most of it not come about."""
    world, journal = told
    with psycopg.connect(world.admin_dsn) as connection:
        connection.execute("SET session_replication_role = replica")

        def sql(statement: str, *values: Any) -> list[Any]:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

        monkeypatch.setattr(world, "sql", sql)
        yield world, Journal(list(journal.acks), Counter(journal.transitions))
        connection.rollback()


@pytest.mark.parametrize("what", HALVES)
def test_each_half_is_seen(what: str, undone: tuple[World, Journal]) -> None:
    world, _ = undone
    assert halves(world) == {}
    word = "AND" if "WHERE" in BROKEN[what] else "WHERE"
    world.sql(f"{BROKEN[what]} {word} tenant_id = {world.tenant}")
    assert what in halves(world)


@pytest.mark.parametrize("table", ["cases", "case_notes", "concern_heads"])
def test_what_the_access_log_lacks_or_has_too_much_of_is_seen(
    table: str, undone: tuple[World, Journal]
) -> None:
    world, _ = undone
    kind = {"cases": "Case", "case_notes": "CaseNote", "concern_heads": "ConcernHead"}[table]
    world.sql("UPDATE audit_access SET object_ids = ARRAY[gen_random_uuid()] WHERE action = 'CREATE'"
              " AND object_type = %s AND tenant_id = %s", kind, world.tenant)  # fmt: skip
    found = halves(world)
    assert {f"{table}: not in the access log", f"{table}: logged, and not there"} <= set(found)


def test_what_is_lost_is_seen(undone: tuple[World, Journal]) -> None:
    world, journal = undone
    assert lost(world, journal) == []
    world.sql("UPDATE concerns SET what_was_seen = 'annat' WHERE id = %s", journal.acks[0].id)
    world.sql("DELETE FROM child_voices WHERE tenant_id = %s", world.tenant)
    assert lost(world, journal) == [journal.acks[0], journal.acks[-1]]
    (case,) = journal.transitions
    journal.move(case)
    journal.read(uuid4())
    assert len(lost(world, journal)) == 4


def test_what_is_written_twice_is_seen(undone: tuple[World, Journal]) -> None:
    world, journal = undone
    assert doubled(world, journal) == 0
    journal.acks.pop()
    assert doubled(world, journal) == 1
    world.sql("UPDATE case_events SET type = 'CLOSED' WHERE tenant_id = %s", world.tenant)
    assert doubled(world, journal) > 2
