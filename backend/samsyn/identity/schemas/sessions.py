"""Bodies of signing in, of `/me` and of the token endpoint."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from samsyn.core.actor import Function
from samsyn.core.schema import Body, Chars, Instant, Links, Named, Out, Resource
from samsyn.identity.rules import Navigation, SecondFactor

Username = Annotated[str, Chars(1, 100)]
Code = Annotated[str, Chars(6, 40)]


class SessionIn(Body):
    username: Username = Field(json_schema_extra={"example": "rektor"})
    password: SecretStr = Field(
        min_length=1, max_length=200, json_schema_extra={"example": "three-words-and-42"}
    )


class SecondFactorIn(Body):
    """Six digits from the app, or a recovery code."""

    code: Code = Field(json_schema_extra={"example": "123456"})


class SessionOut(Resource):
    """``assurance`` 1: nothing above K1 until the second factor is given."""

    assurance: int = Field(ge=1, le=2)
    second_factor: SecondFactor
    expires_at: Instant
    idle_expires_at: Instant


class MyAssignment(Out):
    id: UUID
    function: Function
    function_label: str
    scope_type: str
    schools: Sequence[Named]


class Me(Out):
    """Who is signed in and what the navigation shows."""

    links: Links = Field(alias="_links")
    person: Named
    organiser: Named
    assignments: Sequence[MyAssignment]
    assurance: int
    navigation: Sequence[Navigation]
    current_school_year: str = Field(json_schema_extra={"example": "2026/2027"})


class TokenOut(BaseModel):
    """RFC 6749 §5.1, snake_case by that standard."""

    model_config = ConfigDict(title="TokenResponse")
    access_token: str
    token_type: str = Field(json_schema_extra={"example": "Bearer"})
    expires_in: int
    scope: str


class TokenErrorOut(BaseModel):
    """RFC 6749 §5.2."""

    model_config = ConfigDict(title="TokenError")
    error: str
