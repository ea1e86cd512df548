"""Bodies of accounts: coming in with a one-time code, one's own, and those an administrator keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from pydantic import Field, SecretStr
from pydantic.config import JsonDict

from samsyn.core.schema import Body, Chars, Instant, Out, Resource
from samsyn.identity.rules import AccountState
from samsyn.identity.schemas.sessions import Code, Username

NewUsername = Annotated[str, Chars(3, 60, r"^[A-Za-z0-9][A-Za-z0-9._@-]*$")]
"""Letters without diacritics: it is typed on borrowed computers, too."""
EXAMPLE: JsonDict = {"example": "three-words-and-42"}


class AccountActivationIn(Body):
    """The code that an administrator gave, and a password of one's own: at least 12 characters."""

    username: Username = Field(json_schema_extra={"example": "maja.lindqvist"})
    code: Code = Field(json_schema_extra={"example": "k3mq-7x2d-9vwt-h5ja"})
    new_password: SecretStr = Field(min_length=1, max_length=200, json_schema_extra=EXAMPLE)


class AccountIn(Body):
    """Unique over the installation; capital letters do not count."""

    username: NewUsername = Field(json_schema_extra={"example": "maja.lindqvist"})


class AccountOut(Resource):
    """A person's account, or the place for one. ``oneTimeCode`` stands in the answer that made it and nowhere
    else, ever; ``codeExpiresAt`` while it can be used. ``lastUsedAt``: null for who never signed in."""

    state: AccountState
    username: str | None
    has_second_factor: bool
    one_time_code: str | None = Field(json_schema_extra={"example": None})
    code_expires_at: Instant | None
    created_at: Instant | None
    last_used_at: Instant | None


class PasswordChangeIn(Body):
    """The present password is asked for again: an unlocked computer is not enough."""

    current_password: SecretStr = Field(min_length=1, max_length=200, json_schema_extra=EXAMPLE)
    new_password: SecretStr = Field(
        min_length=1, max_length=200, json_schema_extra={"example": "four-other-words-43"}
    )


class ConfirmedIn(Body):
    """``currentPassword`` may be left out only in the session that a one-time code began."""

    current_password: SecretStr | None = Field(
        default=None, min_length=1, max_length=200, json_schema_extra=EXAMPLE
    )


class EnrolmentIn(Body):
    """The six digits that the app shows for the proposed key."""

    code: Code = Field(json_schema_extra={"example": "123456"})


class QrCodeOut(Out):
    """The dark modules as one path of an SVG with ``viewBox`` 0 0 size size."""

    size: int
    path: str


class ProposalOut(Out):
    """A key for an authenticator app: to read off as a QR code, or to type. Not in use until confirmed."""

    secret: str
    qr_code: QrCodeOut


class OwnSessionOut(Out):
    id: UUID
    started_at: Instant
    last_seen_at: Instant
    assurance: int = Field(ge=1, le=2)
    is_this: bool


class OwnAccountOut(Resource):
    """``proposal`` and ``recoveryCodes`` stand in the answer that made them and nowhere else."""

    username: str
    has_second_factor: bool
    recovery_codes_left: int
    password_changed_at: Instant | None
    sessions: Sequence[OwnSessionOut]
    proposal: ProposalOut | None
    recovery_codes: Sequence[str] | None
