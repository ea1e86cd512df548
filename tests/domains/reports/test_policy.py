"""The focus of a week is a person's."""

from samsyn.reports.policy import is_person
from tests.factories.actors import a_client, a_person, the_program


def test_systems_have_no_focus() -> None:
    assert is_person(a_person())
    assert not is_person(a_client("people:read"))
    assert not is_person(the_program())
