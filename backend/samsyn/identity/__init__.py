"""People, their time-limited assignments (uppdrag), accounts, sessions and API clients."""

from samsyn.identity.models import ApiClient, Assignment, Person
from samsyn.identity.routes import router

__all__ = ["ApiClient", "Assignment", "Person", "router"]
