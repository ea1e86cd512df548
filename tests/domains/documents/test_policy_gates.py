"""Drafts and the keys to them are for people, whichever operation is asked."""

from samsyn.core.actor import Function
from samsyn.documents import routes
from tests.factories.actors import person, program, system
from tests.factories.gated import each, gates_of, let_through

ACTORS = {
    "admin": person(Function.SYSTEM_ADMIN),
    "nothing": person(),
    "system": system(),
    "program": program(),
}
OPERATIONS = ("read_draft", "put_draft", "delete_draft", "create_draft_key")


def test_whom_each_operation_lets_through() -> None:
    passing = let_through(gates_of(routes.router), ACTORS, lambda _: None)
    assert passing == each(OPERATIONS, {"admin", "nothing"})
