"""Bodies of identity, in and out."""

from samsyn.identity.schemas.accounts import (
    AccountActivationIn,
    AccountIn,
    AccountOut,
    ConfirmedIn,
    EnrolmentIn,
    OwnAccountOut,
    OwnSessionOut,
    PasswordChangeIn,
    ProposalOut,
    QrCodeOut,
)
from samsyn.identity.schemas.clients import ApiClientIn, ApiClientOut, ApiClientPatch, ApiClientRotationIn
from samsyn.identity.schemas.people import (
    AssignmentEndingIn,
    AssignmentIn,
    AssignmentOut,
    PersonIn,
    PersonOut,
    PersonPatch,
    PostOut,
)
from samsyn.identity.schemas.sessions import (
    Me,
    MyAssignment,
    SecondFactorIn,
    SessionIn,
    SessionOut,
    TokenErrorOut,
    TokenOut,
)

__all__ = [
    "AccountActivationIn",
    "AccountIn",
    "AccountOut",
    "ApiClientIn",
    "ApiClientOut",
    "ApiClientPatch",
    "ApiClientRotationIn",
    "AssignmentEndingIn",
    "AssignmentIn",
    "AssignmentOut",
    "ConfirmedIn",
    "EnrolmentIn",
    "Me",
    "MyAssignment",
    "OwnAccountOut",
    "OwnSessionOut",
    "PasswordChangeIn",
    "PersonIn",
    "PersonOut",
    "PersonPatch",
    "PostOut",
    "ProposalOut",
    "QrCodeOut",
    "SecondFactorIn",
    "SessionIn",
    "SessionOut",
    "TokenErrorOut",
    "TokenOut",
]
