"""What the policy says of an actor and a pupil or group, without the database."""

from __future__ import annotations

import pytest

from samsyn.core.actor import HEADS, STAFF, Function
from samsyn.students.models import Student, StudentGroup
from samsyn.students.policy import (
    GroupAction,
    StudentAction,
    allowed_on_group,
    allowed_on_student,
    works_at_a_unit,
)
from tests.factories.actors import HERE, THERE, person, program, system

READ, GRANT = StudentAction.READ, StudentAction.GRANT


@pytest.mark.parametrize(
    ("level", "known", "is_open"),
    [("NONE", True, True), ("NONE", False, False), ("CONFIDENTIAL_MARK", True, False)],
)
def test_a_head_lets_others_see_a_protected_pupil(level: str, known: bool, is_open: bool) -> None:
    pupil = Student(school_id=HERE, protection_level=level, protection_known=known)
    for function in Function:
        gives = function in HEADS and not is_open
        assert allowed_on_student(person(function), pupil) == ({READ, GRANT} if gives else {READ}), function
        assert allowed_on_student(person(function, THERE), pupil) == {READ}, function


def test_a_head_lists_the_members_of_every_group_with_two_factors() -> None:
    group = StudentGroup(school_id=HERE)
    read, lists = {GroupAction.READ}, {GroupAction.READ, GroupAction.LIST_MEMBERS}
    for function in Function:
        assert allowed_on_group(person(function), group) == (lists if function in HEADS else read), function
        assert allowed_on_group(person(function, THERE), group) == read, function
        assert allowed_on_group(person(function, assurance=1), group) == read, function


def test_pupils_are_looked_for_by_those_who_work_at_a_unit() -> None:
    for function in Function:
        assert works_at_a_unit(person(function)) == (function in STAFF), function
    assert not any(works_at_a_unit(one) for one in (person(), system(), program()))
