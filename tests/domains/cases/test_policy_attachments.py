"""Who sees which file, who may void one, and what the worker sees of those that wait for the scanner."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg
import pytest

from samsyn.cases.models import Case, CaseAttachment
from samsyn.cases.policy.attachments import AttachmentAction, allowed_on_attachment
from samsyn.core.actor import Function
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.domains.cases.files import path_of, send, sent
from tests.domains.cases.files import pdf as a_pdf
from tests.domains.cases.test_walls import ids
from tests.factories.actors import HERE, ME, person
from tests.factories.attachments import add_file, blob_of
from tests.factories.cases import add_case, let_in, open_with_reason

REASON = {"reason": "Fel fil"}


async def names(town: Town, case: UUID, who: str) -> Any:
    answer = await town.as_(who).get(f"/cases/{case}/attachments")
    return (
        {f["fileName"] for f in answer.json()["items"]} if answer.status_code == 200 else answer.status_code
    )


async def test_a_file_stricter_than_its_case_is_the_circles(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    strict = await sent(town, case, "strikt.pdf", confidentiality="K3")
    await sent(town, case, "öppen.pdf")
    assert await names(town, case, "larare") == {"strikt.pdf", "öppen.pdf"}
    assert await names(town, case, "rektor") == {"öppen.pdf"}
    for rest in ("", "content", "preview"):
        assert (await town.as_("rektor").get(path_of(strict, rest))).status_code == 404
    assert (await town.as_("rektor").post(path_of(strict, "voiding"), json=REASON)).status_code == 404


async def test_outside_the_circle_nobody_sends_what_they_could_not_read(town: Town) -> None:
    answer = await send(town, add_case(town.world), "x.pdf", a_pdf(), "rektor", confidentiality="K3")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "CASE_CIRCLE")


@pytest.mark.parametrize(
    "who", ["rektor", "bitradande", "psykolog", "mentor", "rektor-2", "admin", "utredare"]
)
async def test_k4_is_its_circles_alone(town: Town, who: str) -> None:
    case = add_case(town.world, confidentiality="K4")
    file = await sent(town, case, "hemlig.pdf")
    assert await names(town, case, who) == 404
    for rest in ("", "content", "preview"):
        assert (await town.as_(who).get(path_of(file, rest))).status_code == 404
    assert await names(town, case, "kurator") == {"hemlig.pdf"}


async def test_a_reason_alone_opens_no_k4(town: Town) -> None:
    """Break-glass reads up to K3, and the database says so too."""
    case = add_case(town.world, confidentiality="K3")
    strict, lax = add_file(town.world, case, confidentiality="K4"), add_file(town.world, case)
    open_with_reason(town.world, case, "rektor")
    assert ids(town, "rektor", "case_attachments") == {lax}
    assert ids(town, "rektor", "blobs") == {blob_of(town.world, lax)}
    assert ids(town, "kurator", "case_attachments") == {strict, lax}
    answer = await town.as_("rektor").get(f"/cases/{case}/attachments/{strict}")
    assert answer.status_code == 404


async def test_an_ended_assignment_shuts_the_file(town: Town) -> None:
    case = add_case(town.world, confidentiality="K3")
    let_in(town.world, case, "mentor")
    file = await sent(town, case, who="mentor")
    person = town.world.people["mentor"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", person)
    for rest in ("", "content", "preview"):
        assert (await town.as_("mentor").get(path_of(file, rest))).status_code == 404


async def test_it_opens_in_its_own_case_only(town: Town) -> None:
    file = await sent(town, add_case(town.world))
    other = add_case(town.world)
    for rest in ("", "/content", "/preview"):
        answer = await town.as_("kurator").get(f"/cases/{other}/attachments/{file['id']}{rest}")
        assert answer.status_code == 404
    answer = await town.as_("kurator").get(f"/cases/{other}/attachments/x/content")
    assert answer.status_code == 404


async def test_an_informed_member_reads_and_does_not_void(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INFORMED")
    file = await sent(town, case)
    shown = (await town.as_("larare").get(path_of(file))).json()
    assert shown["allowedActions"] == ["attachment.download", "attachment.preview"]
    answer = await town.as_("larare").post(path_of(file, "voiding"), json=REASON)
    assert (answer.status_code, answer.json()["code"]) == (403, "A03")


async def test_a_nurse_says_on_what_ground_a_file_is_shared(town: Town) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "skolskoterska", role_in_case="CONTRIBUTOR")
    refused = await send(town, case, "x.pdf", a_pdf(), "skolskoterska")
    assert (refused.status_code, refused.json()["code"]) == (422, "C13")
    file = await sent(town, case, who="skolskoterska", disclosureBasis="CONSENT_GUARDIAN")
    assert (file["branch"], file["disclosureBasis"]) == ("EMI", "CONSENT_GUARDIAN")


# ---- what is offered, without the database


def offered(
    role: str | None = None, by: UUID = ME, phase: str = "INVESTIGATION", scanner: bool = False, **more: Any
) -> set[AttachmentAction]:
    case = Case(school_id=HERE, reach="UNIT", confidentiality="K2", phase=phase)
    case.my_role = role
    file = CaseAttachment(**({"scan": "NOT_SCANNED", "kind": "PDF", "uploaded_by": by} | more))
    return set(allowed_on_attachment(person(Function.TEACHER), case, file, scanner))


SEEN = {AttachmentAction.DOWNLOAD, AttachmentAction.PREVIEW}
VOID = {AttachmentAction.VOID}


def test_what_is_clean_or_waits_for_no_scanner_is_handed_out() -> None:
    assert offered() == SEEN
    assert offered(kind="ZIP") == {AttachmentAction.DOWNLOAD}
    assert offered(scan="CLEAN", scanner=True) == SEEN
    assert offered(scanner=True) == offered(scan="INFECTED") == set()
    assert offered("OWNER", voided_at=datetime.now(UTC)) == set()


def test_whoever_sent_it_or_is_responsible_voids_it_while_the_case_is_open() -> None:
    assert offered("CONTRIBUTOR") == SEEN | VOID
    assert offered("CONTRIBUTOR", by=HERE) == SEEN
    assert offered("INFORMED") == SEEN
    assert offered("OWNER", by=HERE) == SEEN | VOID
    assert offered("OWNER", phase="CLOSED") == SEEN


# ---- the database by itself


def as_worker(town: Town) -> psycopg.Connection[Any]:
    connection = psycopg.connect(town.world.admin_dsn)
    connection.execute("SET ROLE samsyn_worker")
    connection.execute("SELECT * FROM open_system(%s)", (town.world.tenant,))
    return connection


def test_the_worker_sees_what_waits_and_nothing_else(town: Town) -> None:
    case = add_case(town.world, confidentiality="K3")
    waits, never = (
        add_file(town.world, case, scan="WAITING", confidentiality="K4"),
        add_file(town.world, case),
    )
    done = [add_file(town.world, case, scan=scan) for scan in ("CLEAN", "INFECTED")]
    voided = {"voided_at": datetime.now(UTC), "voided_by": town.world.people["kurator"]}
    done.append(add_file(town.world, case, scan="WAITING", **voided))
    with as_worker(town) as connection:
        seen = {row[0] for row in connection.execute("SELECT id FROM case_attachments")}
        blobs = {row[0] for row in connection.execute("SELECT id FROM blobs")}
        for table in ("case_notes", "case_measures", "child_voices"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert seen == {waits, never}
    assert blobs.isdisjoint({blob_of(town.world, file) for file in done})


def test_a_system_that_is_not_the_worker_sees_none(town: Town) -> None:
    add_file(town.world, add_case(town.world), scan="WAITING")
    with psycopg.connect(town.world.admin_dsn) as connection:
        connection.execute("SET ROLE samsyn_app")
        for name, value in (("app.tenant", town.world.tenant), ("app.person", ""), ("app.assurance", 2)):
            connection.execute("SELECT set_config(%s, %s, true)", (name, str(value)))
        for table in ("case_attachments", "blobs", "blob_chunks"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_nobody_writes_a_verdict_or_another_content_by_hand(town: Town) -> None:
    add_file(town.world, add_case(town.world))
    for statement in (
        "UPDATE case_attachments SET scan = 'CLEAN'",
        "UPDATE case_attachments SET blob_id = NULL",
        "UPDATE case_attachments SET uploaded_by = NULL",
        "DELETE FROM case_attachments",
        "SELECT note_attachment_scan(gen_random_uuid(), 'CLEAN')",
    ):
        with psycopg.connect(town.world.admin_dsn) as connection:
            connection.execute("SET ROLE samsyn_app")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
            connection.rollback()


def test_a_verdict_is_given_once(town: Town) -> None:
    file = add_file(town.world, add_case(town.world), scan="WAITING")
    for verdict in ("MAYBE", "INFECTED", "CLEAN"):
        with as_worker(town) as connection:
            connection.execute("SELECT note_attachment_scan(%s, %s)", (file, verdict))
    rows = town.world.sql("SELECT scan, version FROM case_attachments WHERE id = %s", file)
    assert rows == [("INFECTED", 2)]


async def test_a_work_of_the_program_itself_finds_no_file_through_the_web_role(town: Town) -> None:
    """The web process may not even become the program: that way in is the worker's."""
    work = Work(town.runtime.engine, Credential.system(town.world.tenant), runtime=town.runtime)
    async with work:
        with pytest.raises(Exception, match="permission denied"):
            await work.open()
