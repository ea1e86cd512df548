"""What a list of cases may be filtered by, as it stands in an address."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query

from samsyn.cases.rules import CasePhase
from samsyn.cases.rules.themes import Theme
from samsyn.cases.schemas.concerns import CaseTypeCode
from samsyn.cases.schemas.filters import CaseFilters, OwnerCode, State
from samsyn.core.vocabulary import ConfidentialityClass

WithState = Annotated[State | None, Query(description="Only open, or only closed.")]
InPhase = Annotated[CasePhase | None, Query(description="Only in this phase.")]


async def case_filters(
    state: WithState = None,
    type_: Annotated[CaseTypeCode | None, Query(alias="type", description="Code of a case type.")] = None,
    mine: Annotated[bool, Query(description="Only those whose circle the caller is in.")] = False,
    phase: InPhase = None,
    confidentiality: Annotated[
        ConfidentialityClass | None, Query(description="Only those whose own class it is.")
    ] = None,
    owner: Annotated[OwnerCode | None, Query(description="Whose: ME, NOBODY, or the id of a person.")] = None,
    theme: Annotated[Theme | None, Query(description="Only those with this theme among theirs.")] = None,
) -> CaseFilters:
    return CaseFilters(state, type_, mine, phase, confidentiality, owner, theme)


TheFilters = Annotated[CaseFilters, Depends(case_filters)]
