"""Bodies of identity, in and out."""

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
    "AssignmentEndingIn",
    "AssignmentIn",
    "AssignmentOut",
    "Me",
    "MyAssignment",
    "PersonIn",
    "PersonOut",
    "PersonPatch",
    "PostOut",
    "SecondFactorIn",
    "SessionIn",
    "SessionOut",
    "TokenErrorOut",
    "TokenOut",
]
