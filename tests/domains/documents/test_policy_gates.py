"""Drafts and the keys to them are for people, whichever operation is asked."""

from samsyn.core.actor import Function
from samsyn.documents import routes
from tests.factories.actors import a_client, a_person, the_program
from tests.factories.gated import each, gates_of, let_through

ACTORS = {
    "admin": a_person(Function.SYSTEM_ADMIN),
    "nothing": a_person(),
    "system": a_client("people:read"),
    "program": the_program(),
}
OPERATIONS = ("read_draft", "put_draft", "delete_draft", "create_draft_key")


def test_whom_each_operation_lets_through() -> None:
    passing = let_through(gates_of(routes.router), ACTORS, lambda _: None)
    assert passing == each(OPERATIONS, {"admin", "nothing"})
