"""People, their time-limited assignments (uppdrag), accounts, sessions and API clients."""

from samsyn.identity.commands.accounts import open_account, reset_account
from samsyn.identity.commands.clients import create_client
from samsyn.identity.commands.confirm_again import confirm_again
from samsyn.identity.errors import UsernameTaken
from samsyn.identity.models import ApiClient, Assignment, Person
from samsyn.identity.policy import VALID_NOW, VISIBLE_PEOPLE
from samsyn.identity.queries import reaches
from samsyn.identity.routes import router
from samsyn.identity.rules import ONE_TIME_CODE_LIFETIME
from samsyn.identity.schemas import ApiClientIn

__all__ = [
    "ONE_TIME_CODE_LIFETIME",
    "VALID_NOW",
    "VISIBLE_PEOPLE",
    "ApiClient",
    "ApiClientIn",
    "Assignment",
    "Person",
    "UsernameTaken",
    "confirm_again",
    "create_client",
    "open_account",
    "reaches",
    "reset_account",
    "router",
]
