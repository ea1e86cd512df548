"""The focus of a week is a person's."""

from samsyn.reports import routes
from samsyn.reports.policy import is_person
from tests.factories.actors import person, program, system
from tests.factories.gated import gates_of, let_through

ACTORS = {"person": person(), "system": system(), "program": program()}


def test_systems_have_no_focus() -> None:
    assert {who for who, actor in ACTORS.items() if is_person(actor)} == {"person"}


def test_whom_the_gate_lets_through() -> None:
    passing = let_through(gates_of(routes.router), ACTORS, lambda _: None)
    assert passing == {"read_focus": {"person"}}
