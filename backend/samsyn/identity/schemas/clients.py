"""Bodies of API clients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Chars, Day, Instant, Name, Resource

ClientScope = Annotated[str, Chars(3, 40, r"^[a-z]+(-[a-z]+)*:(read|write)$")]
PublicKey = Annotated[str, Chars(100, 5_000, r"^-----BEGIN PUBLIC KEY-----")]
KEY_EXAMPLE = (
    "-----BEGIN PUBLIC KEY-----\n"
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE2Yk1mdJ7OMtkbWJPBgGmIUOKa3Rl\n"
    "-----END PUBLIC KEY-----\n"
)
MANY_SCHOOLS = 500
Scopes = Annotated[list[ClientScope], Field(min_length=1, max_length=30)]
Schools = Annotated[list[UUID], Field(max_length=MANY_SCHOOLS)]


class ApiClientIn(Body):
    """``schoolIds`` empty: every school of the organiser. With ``publicKey`` (PEM, RSA from 2048 bits or
    EC P-256) the client signs assertions and gets no secret."""

    name: Name
    scopes: Scopes
    school_ids: Schools = Field(default=[], json_schema_extra={"example": []})
    public_key: PublicKey | None = Field(default=None, json_schema_extra={"example": KEY_EXAMPLE})
    valid_to: Day | None = None


class ApiClientPatch(Body):
    """Merge patch. A client with a key keeps having one: ``publicKey`` replaces it."""

    name: Name | None = None
    scopes: Scopes | None = None
    school_ids: Schools | None = Field(default=None, json_schema_extra={"example": []})
    public_key: PublicKey | None = Field(default=None, json_schema_extra={"example": KEY_EXAMPLE})
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for field in ("name", "scopes", "school_ids", "public_key"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self


class ApiClientRotationIn(Body):
    """``keepOld`` false when the old secret may be known to somebody: it ends at once."""

    keep_old: bool = True


class ApiClientOut(Resource):
    """``secret`` stands in the answer that made it and nowhere else. ``liveSecrets``: 2 while the one before
    still works. ``schoolIds`` empty: every school. ``lastUsedAt``: its last token, to the minute."""

    id: UUID
    name: str
    scopes: Sequence[str]
    school_ids: Sequence[UUID]
    has_public_key: bool
    live_secrets: int
    secret: str | None = Field(json_schema_extra={"example": None})
    valid_to: Day | None
    is_valid_now: bool
    ended_at: Instant | None
    last_used_at: Instant | None
    created_at: Instant
    version: int
