"""Which parameters an operation knows: any other is refused (V02)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query
from fastapi.dependencies.utils import get_dependant
from pydantic import BaseModel, Field

from samsyn.core.route import query_names


class Chosen(BaseModel):
    plain: str = ""
    renamed: str = Field("", alias="Other")


async def _inner(deep: str = "") -> None: ...


async def _with_a_model(chosen: Annotated[Chosen, Query()]) -> None: ...


async def _one_by_one(
    inner: Annotated[None, Depends(_inner)], bare: str = "", named: Annotated[str, Query(alias="x-y")] = ""
) -> None: ...


def test_those_of_a_model_by_the_names_they_are_sent_under() -> None:
    assert query_names(get_dependant(path="/", call=_with_a_model)) == {"plain", "Other"}


def test_those_of_the_operation_and_of_what_it_depends_on() -> None:
    assert query_names(get_dependant(path="/", call=_one_by_one)) == {"deep", "bare", "x-y"}
