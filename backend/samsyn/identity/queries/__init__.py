"""Reads of identity."""

from samsyn.identity.queries.accounts import account_shown, own_account_shown
from samsyn.identity.queries.clients import CLIENT_ORDER, client_shown
from samsyn.identity.queries.people import (
    ASSIGNMENT_ORDER,
    PERSON_ORDER,
    assignment_shown,
    assignments_listed,
    people_listed,
    person_shown,
    reaches,
)
from samsyn.identity.queries.sessions import me, session_shown

__all__ = [
    "ASSIGNMENT_ORDER",
    "CLIENT_ORDER",
    "PERSON_ORDER",
    "account_shown",
    "assignment_shown",
    "assignments_listed",
    "client_shown",
    "me",
    "own_account_shown",
    "people_listed",
    "person_shown",
    "reaches",
    "session_shown",
]
