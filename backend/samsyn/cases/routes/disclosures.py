"""`/cases/{caseId}/consents` and `…/disclosures`: what leaves the case, and `/shared-items` for partners."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response, status

from samsyn.cases.commands.disclose import disclose, end_disclosure, give_consent, revoke_consent
from samsyn.cases.models import Case, Consent, Disclosure
from samsyn.cases.policy import CaseAction
from samsyn.cases.policy.actions import SharedAction
from samsyn.cases.policy.disclosures import (
    ONE_CONSENT,
    ONE_DISCLOSURE,
    ONE_SHARED,
    allowed_on_shared,
    is_partner,
)
from samsyn.cases.policy.parts import allowed_on_part
from samsyn.cases.queries import disclosures as queries
from samsyn.cases.queries.parts import logged
from samsyn.cases.routes.gates import ONE, CaseToRead, as_id, part_of_path
from samsyn.cases.routes.investigations import CaseId, case_of
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.disclosures import (
    ConsentIn,
    ConsentOut,
    ConsentRevocationIn,
    ConsentsOut,
    DisclosureIn,
    DisclosureOut,
    DisclosuresOut,
    SharedItemOut,
)
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
ConsentId = Annotated[str, part_of_path("consentId")]
DisclosureId = Annotated[str, part_of_path("disclosureId")]
CaseToDisclose = Annotated[Case, Depends(Gate(CaseAction.DISCLOSE, **ONE))]
ENDS: dict[str, Any] = {"allowed": allowed_on_part, "version": "required"}
ConsentToEnd = Annotated[
    Consent,
    Depends(Gate(CaseAction.DISCLOSE, kind="Consent", find=ONE_CONSENT, parameter="consentId", **ENDS)),
]
LineToEnd = Annotated[
    Disclosure,
    Depends(
        Gate(CaseAction.DISCLOSE, kind="Disclosure", find=ONE_DISCLOSURE, parameter="disclosureId", **ENDS)
    ),
]
Shared = Annotated[Work, Depends(Gate(SharedAction.LIST, kind="Disclosure", allowed=is_partner))]
SharedToRead = Annotated[
    Disclosure,
    Depends(
        Gate(
            SharedAction.READ,
            kind="Disclosure",
            find=ONE_SHARED,
            parameter="itemId",
            allowed=allowed_on_shared,
        )
    ),
]


async def _consent(work: Work, case: Case, one: Consent, response: Response) -> ConsentOut:
    response.headers["ETag"] = etag(one)
    return (await queries.ledger(work, case, [one], await queries.lines_of(work, case))).consent(one)


async def _line(work: Work, case: Case, one: Disclosure, response: Response) -> DisclosureOut:
    response.headers["ETag"] = etag(one)
    return (await queries.ledger(work, case, [one], [])).line(one)


@router.get("/cases/{caseId}/consents")
async def list_consents(case: CaseToRead, work: TheWork) -> ConsentsOut:
    """Who consented to what being told to whom, the newest first, and whether each still holds."""
    return await queries.consents(work, case)


@router.post("/cases/{caseId}/consents", status_code=status.HTTP_201_CREATED)
async def create_consent(
    case: CaseToDisclose, body: ConsentIn, work: TheWork, response: Response
) -> ConsentOut:
    """Records a consent. What is missing answers 422 with each field (`CONSENT`)."""
    consent = await give_consent(work, case, body)
    address(response, case, f"consents/{consent.id}")
    return await _consent(work, case, consent, response)


@router.get("/cases/{caseId}/consents/{consentId}")
async def read_consent(
    case: CaseToRead, consent_id: ConsentId, work: TheWork, response: Response
) -> ConsentOut:
    """One consent."""
    return await _consent(work, case, await queries.one_consent(work, case, as_id(consent_id)), response)


@router.post("/cases/{caseId}/consents/{consentId}/revocation", status_code=status.HTTP_201_CREATED)
async def create_consent_revocation(
    case_id: CaseId, one: ConsentToEnd, body: ConsentRevocationIn, work: TheWork, response: Response
) -> ConsentOut:
    """Taken back: nothing more is disclosed under it, and partners see no longer what they were shown."""
    case = await case_of(work, case_id, one)
    await revoke_consent(work, case, one, body)
    await logged(work, case, "case.consents")
    address(response, case, f"consents/{one.id}")
    return await _consent(work, case, one, response)


@router.get("/cases/{caseId}/disclosures")
async def list_disclosures(case: CaseToRead, work: TheWork) -> DisclosuresOut:
    """The ledger: what was told to whom, on which ground, and when."""
    return await queries.disclosures(work, case)


@router.post("/cases/{caseId}/disclosures", status_code=status.HTTP_201_CREATED)
async def create_disclosure(
    case: CaseToDisclose, body: DisclosureIn, work: TheWork, response: Response
) -> DisclosureOut:
    """Writes a line, or shares something with a partner. A consent must hold on that day (`CONSENT`)."""
    line = await disclose(work, case, body)
    address(response, case, f"disclosures/{line.id}")
    return await _line(work, case, line, response)


@router.get("/cases/{caseId}/disclosures/{disclosureId}")
async def read_disclosure(
    case: CaseToRead, disclosure_id: DisclosureId, work: TheWork, response: Response
) -> DisclosureOut:
    """One line of the ledger."""
    return await _line(work, case, await queries.one_line(work, case, as_id(disclosure_id)), response)


@router.post("/cases/{caseId}/disclosures/{disclosureId}/ending", status_code=status.HTTP_201_CREATED)
async def create_disclosure_ending(
    case_id: CaseId, one: LineToEnd, work: TheWork, response: Response
) -> DisclosureOut:
    """The partner is shown it no longer. The line stays."""
    case = await case_of(work, case_id, one)
    await end_disclosure(work, case, one)
    await logged(work, case, "case.disclosures")
    address(response, case, f"disclosures/{one.id}")
    return await _line(work, case, one, response)


@router.get("/shared-items")
async def list_shared_items(_: Shared, asked: ThePaging, work: TheWork) -> Page[SharedItemOut]:
    """For a partner of another organisation: what schools share with them now, the newest first."""
    return await queries.shared_items(work, asked)


@router.get("/shared-items/{itemId}")
async def read_shared_item(line: SharedToRead, work: TheWork) -> SharedItemOut:
    """One of them; ended, expired or taken back it is not there."""
    return await queries.shared_item(work, line)
