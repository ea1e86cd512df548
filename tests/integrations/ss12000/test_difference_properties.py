"""Whatever is delivered, applying it twice is applying it once."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.integrations.ss12000 import Desired, SourceFault, compare
from samsyn.integrations.ss12000.records import (
    RecordKind,
    State,
)
from tests.integrations.ss12000.municipality import Municipality, ident, make
from tests.integrations.ss12000.pulls import applied, desired, without

ONE = "elev-granskolan-1-1"


TOWN = make(per_class=2)
SPOILERS = st.sampled_from(
    [
        lambda one: one.clear(),
        lambda one: one.update(id="?"),
        lambda one: one.update(displayName="", familyName="", dutyRole=""),
        lambda one: one.update(securityMarking="Sekretessmarkering"),
        lambda one: one.update(endDate="2026-11-22", enrolments=[]),
        lambda one: one.update(parentOrganisation={"id": one.get("id")}, person=None),
        lambda one: one.update(startDate="2026-11-23", familyName="Nyby"),
    ]
)
Harm = list[tuple[str, int, Callable[[dict[str, Any]], None]]]
HARM = st.lists(st.tuples(st.sampled_from(sorted(TOWN.lists())), st.integers(0, 999), SPOILERS), max_size=6)


def attempted(town: Municipality) -> Desired | None:
    """None where our organiser itself is broken: such a delivery is a fault, and nothing of it is applied."""
    try:
        return desired(town)
    except SourceFault:
        return None


@settings(max_examples=60, deadline=None)
@given(first=HARM, second=HARM)
def test_whatever_is_delivered_applying_it_twice_is_applying_it_once(first: Harm, second: Harm) -> None:
    state: State = {}
    for harm in (first, second):
        town = deepcopy(TOWN)
        for name, number, spoil in harm:
            items = town.lists()[name]
            spoil(items[number % len(items)])
        wanted = attempted(town)
        if wanted is None:
            continue
        before, found = state, compare(wanted, state)
        state = applied(state, found)
        assert compare(wanted, state).empty
        refused = {str(one.source_id) for one in wanted.refusals if one.touched}
        for kind in RecordKind:
            assert refused & set(before.get(kind, {})) <= set(state[kind])


def test_the_helper_applies_what_it_says(town: Municipality) -> None:
    """The other tests lean on `applied`; it must itself be able to end something."""
    held = desired(town).state
    town.persons = without(town.persons, ONE)

    assert ident(ONE) not in applied(held, compare(desired(town), held))[RecordKind.PUPIL]
    assert ident(ONE) in held[RecordKind.PUPIL]
