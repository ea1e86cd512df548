"""The document of a decision, read back from its bytes."""

from __future__ import annotations

import hashlib
import io
from typing import Any
from uuid import UUID

import pypdf
import pytest

from samsyn.cases.commands import sign_decision
from samsyn.core.pdf import PdfError
from tests.conftest import Town
from tests.core.test_pdf import text_of, tree
from tests.domains.cases.signing import shown, sign
from tests.factories.cases import let_in
from tests.factories.decisions import add_decision, ready_case
from tests.factories.pupils import add_student

HEADINGS = [
    "Beslut",
    "Behov av särskilt stöd",
    "Så ska behovet tillgodoses",
    "Uppföljning och utvärdering",
    "Så har eleven deltagit",
    "Så har vårdnadshavarna deltagit",
    "Skäl för beslutet",
    "Bestämmelser",
    "Så här överklagar du",
    "Underskrift",
]


async def document(town: Town, case: UUID, decision: UUID, who: str = "rektor") -> pypdf.PdfReader:
    answer = await town.as_(who).get(f"/cases/{case}/decisions/{decision}/document")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].startswith("attachment")
    return pypdf.PdfReader(io.BytesIO(answer.content))


async def made(town: Town, **more: Any) -> tuple[UUID, UUID, dict[str, Any]]:
    case = ready_case(town.world, more.pop("conclusion", "SUPPORT_NEEDED"))
    decision = add_decision(town.world, case, **more)
    answer = await sign(town, case, decision)
    assert answer.status_code == 201, answer.text
    return case, decision, answer.json()


async def test_the_programme_as_a_tagged_document(town: Town) -> None:
    case, decision, shown_as = await made(town)
    reader = await document(town, case, decision)
    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Beslut: Åtgärdsprogram"
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("sv", True)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    tags = tree(reader)
    assert [tag for tag in tags if tag in ("/H1", "/H2", "/H3")] == ["/H1"] + ["/H2"] * len(HEADINGS)
    assert tags.count("/TH") == 7
    text = text_of(reader)
    places = [text.index(f"{heading}\n") for heading in HEADINGS]
    assert places == sorted(places)
    flat = " ".join(text.split())
    number = town.world.sql("SELECT number FROM cases WHERE id = %s", case)[0][0]
    for said in (
        "Granköpings kommun",
        "Björkskolan",
        f"Ärende {number}",
        "Alva Ek",
        "17 maj 2014",
        "Behöver stöd att komma i gång",
        "Speciallärare två pass i veckan",
        "Var med på mötet och valde tider.",
        "Utredningen visar att eleven inte når målen utan stöd.",
        "Skollag (2010:800) 3 kap. 9 §",
        "Skolväsendets överklagandenämnd",
        "inom 3 veckor från den dag då du fick del av beslutet",
        "inte en elektronisk underskrift enligt eIDAS-förordningen",
        shown_as["contentHash"][:16],
    ):
        assert said in flat, said


async def test_its_hash_stands_with_the_decision_and_it_is_kept_sealed(town: Town) -> None:
    case, decision, shown_as = await made(town)
    answer = await town.as_("rektor").get(f"/cases/{case}/decisions/{decision}/document")
    assert hashlib.sha256(answer.content).hexdigest() == shown_as["documentHash"]
    chunks = town.world.sql(
        "SELECT c.sealed FROM blob_chunks c JOIN case_decisions d ON d.document_id = c.blob_id"
        " WHERE d.id = %s",
        decision,
    )
    assert chunks
    assert all(b"%PDF" not in bytes(sealed) for (sealed,) in chunks)
    logged = town.world.sql(
        "SELECT count(*) FROM audit_access WHERE action = 'case.decision-document' AND %s = ANY (object_ids)",
        decision,
    )
    assert logged == [(1,)]


async def test_a_negative_decision_says_so_and_how_to_appeal(town: Town) -> None:
    case, decision, _ = await made(
        town, conclusion="NOT_NEEDED", kind="NO_ACTION_PROGRAMME", support_forms=[]
    )
    reader = await document(town, case, decision)
    assert reader.metadata is not None
    assert reader.metadata.title == "Beslut: Åtgärdsprogram ska inte utarbetas"
    assert "Så här överklagar du" in text_of(reader)


async def test_by_delegation_it_says_which(town: Town) -> None:
    case = ready_case(town.world)
    decision = add_decision(town.world, case, delegation_ref="Delegationsordning 4.2")
    assert (await sign(town, case, decision, "bitradande")).status_code == 201
    text = " ".join(text_of(await document(town, case, decision)).split())
    assert "På delegation enligt: Delegationsordning 4.2" in text
    assert "biträdande rektor" in text


async def test_what_is_written_is_never_markup(town: Town) -> None:
    hostile = '#panic() $x$ *fet* #read("/etc/passwd") <a> \\ åäö'
    case, decision, _ = await made(town, ruling=hostile, needs=hostile)
    text = " ".join(text_of(await document(town, case, decision)).split())
    assert text.count("#panic()") == 2
    assert "root:" not in text


async def test_without_a_document_nothing_is_signed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any, **__: Any) -> bytes:
        raise PdfError("template document: slow")

    monkeypatch.setattr(sign_decision, "typeset", broken)
    case = ready_case(town.world)
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision)).status_code == 500
    assert town.world.sql("SELECT state FROM case_decisions WHERE id = %s", decision) == [("DRAFT",)]
    assert town.world.sql("SELECT count(*) FROM case_measures WHERE case_id = %s", case) == [(0,)]


async def test_a_protected_pupil_has_no_name_there_for_who_may_not_know_it(town: Town) -> None:
    case = ready_case(town.world)
    pupil = add_student(town.world, given="Hemlig", protection_level="CONFIDENTIAL_MARK")
    town.world.sql("UPDATE case_students SET student_id = %s WHERE case_id = %s", pupil, case)
    decision = add_decision(town.world, case)
    assert (await sign(town, case, decision)).status_code == 201
    text = text_of(await document(town, case, decision))
    assert "Elev med skyddade personuppgifter" in text
    assert "Hemlig" not in text


@pytest.mark.parametrize("who", ["rektor-2", "larare", "psykolog", "utredare", "admin"])
async def test_who_does_not_get_it(town: Town, who: str) -> None:
    case, decision, _ = await made(town)
    answer = await town.as_(who).get(f"/cases/{case}/decisions/{decision}/document")
    assert answer.status_code == 404


async def test_raised_to_k3_the_circle_alone_gets_it(town: Town) -> None:
    case, decision, _ = await made(town)
    version = (await shown(town, f"/cases/{case}", "kurator"))["version"]
    raised = await town.as_("kurator").patch(f"/cases/{case}", version, json={"confidentiality": "K3"})
    assert raised.status_code == 200, raised.text
    assert (
        await town.as_("bitradande").get(f"/cases/{case}/decisions/{decision}/document")
    ).status_code == 404
    let_in(town.world, case, "psykolog", role_in_case="INFORMED")
    await document(town, case, decision, "psykolog")
