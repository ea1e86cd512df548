"""From a real HTTP server to the report: 2.0 and 2.1, twice, and with the plug pulled half-way."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from samsyn.integrations.ss12000 import Outcome, SourceFault, compare, failed, report_of
from samsyn.integrations.ss12000.edge import Dropped
from samsyn.integrations.ss12000.faults import FAULT_TEXTS, FaultCode
from samsyn.integrations.ss12000.labels import DROPPED_LABELS, KIND_LABELS, RECORD_LABELS, WITHHELD_LABELS
from samsyn.integrations.ss12000.mapping import MappingRules, Scope, map_delivery
from samsyn.integrations.ss12000.reasons import NOTICE_TEXTS, REASON_TEXTS, Kind, Notice, Reason
from samsyn.integrations.ss12000.records import RecordKind
from tests.integrations.ss12000.conftest import Rig
from tests.integrations.ss12000.municipality import NUMBER, TODAY, Municipality, as_2_0, civic_number, ident
from tests.integrations.ss12000.pulls import applied

RULES = MappingRules(Scope(NUMBER), TODAY)


@pytest.mark.parametrize("version", ["2.0", "2.1"])
async def test_a_pull_fills_and_a_second_pull_changes_nothing(
    rig: Rig, town: Municipality, version: str
) -> None:
    if version == "2.0":
        as_2_0(town)
    delivery = await rig.gather()
    wanted = map_delivery(delivery, RULES)
    found = compare(wanted, {})
    first = report_of(delivery, wanted, found)

    again = await rig.gather()
    wanted_again = map_delivery(again, RULES)
    second = report_of(again, wanted_again, compare(wanted_again, applied({}, found)))

    assert (first.outcome, second.outcome) == (Outcome.CHANGED, Outcome.UNCHANGED)
    created = {kind: one.created for kind, one in first.counts.items()}
    assert created[RecordKind.SCHOOL_UNIT] == 5
    assert created[RecordKind.PERSON] == created[RecordKind.ASSIGNMENT] == 7
    assert created[RecordKind.PUPIL] == created[RecordKind.ENROLMENT] == created[RecordKind.MEMBERSHIP] == 36
    assert created[RecordKind.GROUP] == 5 + 1
    assert {kind: one.unchanged for kind, one in second.counts.items()} == created
    assert first.refusals == ()


async def test_broken_objects_are_reported_one_by_one_and_stop_nothing(rig: Rig, town: Municipality) -> None:
    town.one("elev-granskolan-1-1")["familyName"] = f"Ek {civic_number(7)}"
    town.one("elev-granskolan-1-2")["enrolments"][0]["schoolYear"] = 77
    del town.one("tjänst-läraren")["startDate"]
    rubbish: list[Any] = ["rubbish", 7, {}, None]
    town.groups += rubbish

    delivery = await rig.gather()
    wanted = map_delivery(delivery, RULES)
    data = report_of(delivery, wanted, compare(wanted, {})).as_data()

    refused = [(one["kind"], one["code"], one["field"], one["part"]) for one in data["refusals"]]
    assert refused == [
        ("persons", "PERSONAL_NUMBER_IN_TEXT", "familyName", None),
        ("persons", "FIELD_INVALID", "schoolYear", "enrolments"),
        ("duties", "FIELD_MISSING", "startDate", None),
        ("groups", "NOT_AN_OBJECT", None, None),
        ("groups", "NOT_AN_OBJECT", None, None),
        ("groups", "ID_UNREADABLE", "id", None),
        ("groups", "NOT_AN_OBJECT", None, None),
    ]
    assert data["refusals"][0]["id"] == ident("elev-granskolan-1-1")
    assert next(one for one in data["records"] if one["kind"] == "PUPIL")["created"] == 34


async def test_no_personal_data_leaves_the_edge(
    rig: Rig, town: Municipality, caplog: pytest.LogCaptureFixture
) -> None:
    town.one("elev-granskolan-1-1")["familyName"] = f"Ek {civic_number(7)}"
    with caplog.at_level(logging.DEBUG, logger="samsyn"):
        delivery = await rig.gather()
        wanted = map_delivery(delivery, RULES)
        found = compare(wanted, {})
        report = report_of(delivery, wanted, found)

    everything = repr((delivery, wanted, found)) + caplog.text
    forbidden = [civic_number(number) for number in range(len(town.persons))]
    forbidden += ["Hemligvägen", "hemma.invalid", "070-0", "Hemligt Namn", "2015-05-05", "/photo"]
    assert [word for word in forbidden if word in everything] == []
    told = json.dumps(report.as_data(), ensure_ascii=False) + "\n".join(report.lines("en")) + repr(report)
    names = {one[part] for one in town.persons for part in ("givenName", "familyName")} - {"Bo"}
    assert [name for name in names if name in told] == []
    assert report.dropped[Dropped.CIVIC_NUMBER] == 2 * len(town.persons) + 1


@pytest.mark.parametrize("endpoint", ["token", "organisations", "persons", "duties", "groups"])
@pytest.mark.parametrize("step", ["html", "500", "half", "invalid json", "403"])
async def test_a_fault_anywhere_ends_in_a_report_and_nothing_else(rig: Rig, endpoint: str, step: str) -> None:
    rig.limit(attempts=1)
    rig.source.plan(endpoint, step)

    with pytest.raises(SourceFault) as caught:
        await rig.gather()

    report = failed(caught.value)
    data = report.as_data("en")
    assert (data["outcome"], data["records"]) == ("FAILED", [])
    assert data["fault"]["endpoint"] == endpoint
    assert data["text"].startswith("The pull failed and nothing was changed. ")


async def test_the_plug_pulled_half_way_gives_no_delivery_at_all(rig: Rig) -> None:
    rig.limit(attempts=2)
    rig.source.plan("persons", None, None, "half", "half")

    with pytest.raises(SourceFault) as caught:
        await rig.gather()

    assert caught.value.code is FaultCode.UNREACHABLE
    assert rig.source.requests("duties") == []


async def test_the_report_reads_in_both_languages(rig: Rig) -> None:
    delivery = await rig.gather()
    wanted = map_delivery(delivery, RULES)
    report = report_of(delivery, wanted, compare(wanted, {}))

    assert "Elever: 36 nya, 0 ändrade, 0 oförändrade, 0 avslutade" in report.lines()
    assert "Pupils: 36 new, 0 changed, 0 unchanged, 0 ended" in report.lines("en")
    assert any(line.startswith("Togs bort och lagrades inte: personnummer (") for line in report.lines())


@pytest.mark.parametrize(
    ("codes", "texts"),
    [
        (FaultCode, FAULT_TEXTS),
        (Reason, REASON_TEXTS),
        (Notice, NOTICE_TEXTS),
        (Dropped, DROPPED_LABELS),
        (Kind, KIND_LABELS),
        (RecordKind, RECORD_LABELS),
    ],
)
def test_every_code_has_a_fixed_text_in_both_languages(
    codes: type[FaultCode], texts: dict[FaultCode, tuple[str, str]]
) -> None:
    assert set(texts) == set(codes)
    assert all(swedish and english and swedish != english for swedish, english in texts.values())
    assert not any(mark in text for pair in texts.values() for text in pair for mark in "{}%")
    assert len(WITHHELD_LABELS) == 5
