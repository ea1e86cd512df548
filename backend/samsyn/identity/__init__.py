"""People, their time-limited assignments (uppdrag), accounts, sessions and API clients."""

from samsyn.identity.models import ApiClient, Assignment, Person
from samsyn.identity.policy import VALID_NOW, VISIBLE_PEOPLE
from samsyn.identity.queries import reaches
from samsyn.identity.routes import router

__all__ = ["VALID_NOW", "VISIBLE_PEOPLE", "ApiClient", "Assignment", "Person", "reaches", "router"]
