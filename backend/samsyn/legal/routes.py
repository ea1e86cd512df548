"""`/case-types` and `/rule-packs`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request, Response, status

from samsyn.core.gate import Gate
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH
from samsyn.core.work import Work
from samsyn.legal import commands
from samsyn.legal.policy import CaseTypeAction, RulePackAction, administers
from samsyn.legal.queries.case_types import case_types
from samsyn.legal.queries.decided import adjustments_of, the_pack
from samsyn.legal.queries.packs import legal_bases, one_pack, packs
from samsyn.legal.rules import load_rule_book
from samsyn.legal.rules.local import amounts_at
from samsyn.legal.schemas.case_types import CaseTypesOut
from samsyn.legal.schemas.packs import LegalBasesOut, PackOut, PacksOut, RuleAdjustmentIn, RuleReviewIn

router = APIRouter(route_class=GuardedRoute)
LOOKUP: dict[str, Any] = {"scope": "case-types:read", "assurance": 1}
CaseTypes = Annotated[Work, Depends(Gate(CaseTypeAction.LIST, kind="CaseType", **LOOKUP))]
Packs = Annotated[Work, Depends(Gate(RulePackAction.LIST, kind="RulePack", **LOOKUP))]
LegalBases = Annotated[Work, Depends(Gate(RulePackAction.CITE, kind="RulePack", **LOOKUP))]
OnePack = Annotated[Work, Depends(Gate(RulePackAction.READ, kind="RulePack", **LOOKUP))]
ToAdjust = Annotated[Work, Depends(Gate(RulePackAction.ADJUST, kind="RulePack", allowed=administers))]
ToReview = Annotated[Work, Depends(Gate(RulePackAction.REVIEW, kind="RulePack", allowed=administers))]
PackCode = Annotated[str, Path(alias="packCode", max_length=60, json_schema_extra={"example": "SE-2023"})]


@router.get("/case-types")
async def list_case_types(work: CaseTypes, request: Request) -> CaseTypesOut:
    """The case types of today's rule pack, with clocks, phases and legal bases."""
    today = work.clock.today()
    pack = load_rule_book().pack_on(today)
    amounts = amounts_at(pack.code, await adjustments_of(work), work.clock.now())
    return case_types(today, language_of(request), amounts)


@router.get("/legal-bases")
async def list_legal_bases(work: LegalBases, request: Request) -> LegalBasesOut:
    """What is cited: act, section, from when until when it holds, and who has compared it with the law."""
    return await legal_bases(work, language_of(request))


@router.get("/rule-packs")
async def list_rule_packs(work: Packs, request: Request) -> PacksOut:
    """Every rule pack: from when until when it holds, and who has compared it with the law."""
    return await packs(work, language_of(request))


@router.get("/rule-packs/{packCode}")
async def read_rule_pack(work: OnePack, pack_code: PackCode, request: Request) -> PackOut:
    """One pack: case types with clocks and gates, the organiser's own numbers, and what is cited."""
    return await one_pack(work, the_pack(pack_code), language_of(request))


@router.post("/rule-packs/{packCode}/adjustments", status_code=status.HTTP_201_CREATED)
async def create_rule_adjustment(
    work: ToAdjust, pack_code: PackCode, body: RuleAdjustmentIn, request: Request, response: Response
) -> PackOut:
    """A number of the organiser's own for one clock; cases that are open keep theirs. Raises RULE_CLOCK,
    RULE_FIXED."""
    pack = the_pack(pack_code)
    await commands.adjust(work, pack, body)
    response.headers["Location"] = f"{BASE_PATH}/rule-packs/{pack.code}"
    return await one_pack(work, pack, language_of(request))


@router.post("/rule-packs/{packCode}/reviews", status_code=status.HTTP_201_CREATED)
async def create_rule_review(
    work: ToReview, pack_code: PackCode, body: RuleReviewIn, request: Request, response: Response
) -> PackOut:
    """Somebody has compared the pack, or one citation, with the law, or takes that back. Raises
    RULE_REVIEW."""
    pack = the_pack(pack_code)
    await commands.review(work, pack, body)
    response.headers["Location"] = f"{BASE_PATH}/rule-packs/{pack.code}"
    return await one_pack(work, pack, language_of(request))
