"""The privacy edge: what it lets through, what it drops, and what it counts."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.integrations.ss12000.edge import Dropped, admit, looks_civic
from samsyn.integrations.ss12000.reading import read
from samsyn.integrations.ss12000.reasons import Kind
from tests.integrations.ss12000.municipality import Municipality, civic_number, make


def leaves(data: object) -> set[str]:
    if isinstance(data, dict):
        return {leaf for value in data.values() for leaf in leaves(value)}
    if isinstance(data, list):
        return {leaf for value in data for leaf in leaves(value)}
    return {str(data)}


def test_nothing_of_what_must_go_is_left(town: Municipality) -> None:
    dropped: Counter[Dropped] = Counter()
    kept = {leaf for one in town.persons for leaf in leaves(admit(Kind.PERSON, one, dropped).data)}

    text = "\n".join(kept)
    assert "Hemligvägen" not in text
    assert "hemma.invalid" not in text
    assert "070-" not in text
    assert not any(civic_number(number) in text for number in range(len(town.persons)))
    assert "2015-05-05" not in text
    assert "Någon" not in text


def test_what_was_dropped_is_counted_by_kind(town: Municipality) -> None:
    dropped: Counter[Dropped] = Counter()
    for one in town.persons:
        admit(Kind.PERSON, one, dropped)

    people = len(town.persons)
    assert dropped[Dropped.CIVIC_NUMBER] == 2 * people  # the field, and the sign-in name made of it
    assert dropped[Dropped.ADDRESS] == people
    assert dropped[Dropped.TELEPHONE] == people
    assert dropped[Dropped.PRIVATE_MAIL] == people
    assert dropped[Dropped.BIRTH_DATE] == dropped[Dropped.PHOTO] == dropped[Dropped.SEX] == people
    assert dropped[Dropped.GUARDIAN] == sum("responsibles" in one for one in town.persons)


def test_names_that_servers_add_to_references_are_dropped(town: Municipality) -> None:
    dropped: Counter[Dropped] = Counter()
    group = admit(Kind.GROUP, town.groups[0], dropped)

    memberships = group.data["groupMemberships"]
    assert isinstance(memberships, list)
    assert memberships[0] == {"person": {"id": town.persons[1]["id"]}}
    assert dropped[Dropped.REFERENCE_NAME] == len(town.groups[0]["groupMemberships"])


def test_only_addresses_of_staff_are_mail_that_is_read() -> None:
    mails = [
        {"value": "a@x.se", "type": "Privat"},
        {"value": "b@x.se", "type": "Skola elev"},
        {"value": "c@x.se", "type": "Arbete övrigt"},
        {"value": "d@x.se", "type": "Skola personal"},
        {"value": "189001019802@x.se", "type": "Skola personal"},
        "e@x.se",
    ]
    dropped: Counter[Dropped] = Counter()

    assert admit(Kind.PERSON, {"emails": mails}, dropped).data["emails"] == [mails[3]]
    assert dropped == {Dropped.PRIVATE_MAIL: 4, Dropped.CIVIC_NUMBER: 1}


@pytest.mark.parametrize(
    "text",
    [
        *("189001019802", "9001019802", "900101-9802", "18900101-9802", "900101+9802", "900101 9802"),
        *("Ada 900161-9802", "u189001019802@x.se", "20130101TF01", "189001019802."),
    ],
)
def test_identity_numbers_are_recognised(text: str) -> None:
    assert looks_civic(text)


@pytest.mark.parametrize("text", ["212000-0142", "99000001", "7A", "Läsår 2026/2027", "20260817", "F-9 2026"])
def test_other_numbers_are_not(text: str) -> None:
    assert not looks_civic(text)


def test_a_name_with_an_identity_number_is_named_as_tainted() -> None:
    dropped: Counter[Dropped] = Counter()

    assert admit(Kind.PERSON, {"givenName": "Ada 189001019802"}, dropped).tainted == "givenName"
    assert dropped[Dropped.CIVIC_NUMBER] == 1


def test_the_number_of_a_sole_trader_is_an_identity_number() -> None:
    dropped: Counter[Dropped] = Counter()
    admitted = admit(
        Kind.ORGANISATION, {"organisationNumber": 9001019802, "displayName": "Friskolan"}, dropped
    )

    assert admitted.data == {"displayName": "Friskolan"}


def test_an_identity_number_in_a_description_goes_with_the_description() -> None:
    dropped: Counter[Dropped] = Counter()

    assert admit(Kind.DUTY, {"description": "Resurs åt 20130101TF01"}, dropped).data == {}
    assert dropped == {Dropped.CIVIC_NUMBER: 1}


def test_an_object_where_a_value_belongs_does_not_get_through() -> None:
    raw = {"givenName": {"civicNo": "189001019802"}, "eduPersonPrincipalNames": [{"a": "b"}, "c"]}

    admitted = admit(Kind.PERSON, raw, Counter())

    assert admitted.data == {"givenName": None, "eduPersonPrincipalNames": ["c"]}


NAMES = sorted({name for items in make(per_class=1).lists().values() for item in items for name in item})
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*NAMES, "person", "group"]), inner, max_size=5)
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(list(Kind)), raw=st.dictionaries(st.sampled_from(NAMES), JSON, max_size=8))
def test_no_object_whatever_it_holds_stops_the_rest(kind: Kind, raw: dict[str, object]) -> None:
    """Edge and validation never raise, and a refusal never repeats what was sent."""
    reading = read(kind, admit(kind, raw, Counter()), 1, 0)

    for refusal in reading.refusals:
        assert refusal.field is None or refusal.field in NAMES or refusal.field.isidentifier()
    assert reading.item is not None or reading.refusals


def test_what_the_edge_lets_through_can_be_stored(town: Municipality) -> None:
    json.dumps([admit(Kind.DUTY, one, Counter()).data for one in town.duties])
