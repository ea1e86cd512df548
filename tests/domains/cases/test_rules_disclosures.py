"""The rules of consents and of the ledger, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from samsyn.cases.rules import DisclosureBasis
from samsyn.cases.rules.disclosures import (
    ConsentState,
    Entry,
    Given,
    Leave,
    RecipientKind,
    consent_violations,
    consent_warnings,
    disclosure_violations,
    revocation_violations,
    state_of,
)
from samsyn.cases.rules.parties import Channel, Party
from samsyn.core.vocabulary import ConfidentialityClass

TODAY = date(2026, 11, 22)
CHILD, TEEN, ADULT = date(2016, 5, 1), date(2011, 5, 1), date(2008, 11, 22)
GUARDIAN, STUDENT = Party.GUARDIAN, Party.STUDENT
GIVEN = Given((GUARDIAN,), True, True, CHILD, "Skoldagen", date(2026, 11, 1), date(2027, 6, 1))


def pointers(found: Any) -> list[tuple[str, str]]:
    return [(pointer, violation.code) for pointer, violation in found]


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"givers": ()}, [("/givers", "CONSENT")]),
        ({"student": False}, [("/studentId", "CONSENT")]),
        ({"born_on": None}, [("/bornOn", "CONSENT")]),
        ({"scope": "  "}, [("/scope", "CONSENT")]),
        ({"given_on": date(2026, 11, 23)}, [("/givenOn", "CONSENT")]),
        ({"expires_on": date(2026, 11, 21)}, [("/expiresOn", "CONSENT")]),
        ({"expires_on": TODAY, "given_on": TODAY}, []),
        ({"born_on": ADULT}, [("/givers", "CONSENT_OF_AGE")]),
        ({"born_on": ADULT, "givers": (STUDENT,)}, []),
        ({"born_on": date(2009, 6, 1)}, [("/expiresOn", "CONSENT_OF_AGE")]),
        ({"born_on": date(2009, 6, 2)}, []),
        ({"born_on": date(2009, 6, 1), "givers": (GUARDIAN, STUDENT)}, []),
        ({"about_pupil": False, "student": False, "born_on": None}, []),
    ],
)
def test_what_a_consent_lacks(changed: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert pointers(consent_violations(replace(GIVEN, **changed), TODAY)) == found


@pytest.mark.parametrize(
    ("givers", "born", "found"),
    [
        ((GUARDIAN,), CHILD, ["ONE_GUARDIAN"]),
        ((GUARDIAN, GUARDIAN), CHILD, []),
        ((STUDENT,), CHILD, ["PUPIL_ALONE"]),
        ((GUARDIAN, GUARDIAN), TEEN, ["ASK_THE_PUPIL"]),
        ((GUARDIAN, STUDENT), TEEN, ["ONE_GUARDIAN"]),
        ((STUDENT,), ADULT, []),
        ((GUARDIAN,), None, []),
    ],
)
def test_what_to_think_of_at_that_age(givers: Any, born: date | None, found: list[str]) -> None:
    assert consent_warnings(givers, born, TODAY) == found


@pytest.mark.parametrize(
    ("day", "revoked", "state"),
    [
        (date(2026, 10, 31), None, ConsentState.EXPIRED),
        (date(2026, 11, 1), None, ConsentState.IN_FORCE),
        (date(2027, 6, 1), None, ConsentState.IN_FORCE),
        (date(2027, 6, 2), None, ConsentState.EXPIRED),
        (date(2026, 11, 19), date(2026, 11, 20), ConsentState.IN_FORCE),
        (date(2026, 11, 20), date(2026, 11, 20), ConsentState.REVOKED),
        (date(2027, 6, 2), date(2026, 11, 20), ConsentState.REVOKED),
    ],
)
def test_what_a_consent_is_on_a_day(day: date, revoked: date | None, state: ConsentState) -> None:
    assert state_of(GIVEN.given_on, GIVEN.expires_on, revoked, day) is state


LEAVE = Leave(ConsentState.IN_FORCE, (GUARDIAN,), RecipientKind.HEALTH_CARE, "pupil", date(2027, 6, 1))
ENTRY = Entry(
    DisclosureBasis.CONSENT_GUARDIAN,
    RecipientKind.HEALTH_CARE,
    "pupil",
    True,
    "Skoldagen",
    "",
    Channel.TELEPHONE,
    TODAY,
    ConfidentialityClass.K2,
    LEAVE,
)
OTHER: dict[str, Any] = {"basis": DisclosureBasis.OSL_10_2, "consent": None, "reason": "x" * 20}
SHARED: dict[str, Any] = {"shared": True, "shared_until": TODAY, "channel": None}


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"student": None}, [("/studentId", "CONSENT"), ("/studentId", "CONSENT")]),
        ({"what": " "}, [("/what", "DISCLOSURE")]),
        ({"told_on": date(2026, 11, 23)}, [("/toldOn", "DISCLOSURE")]),
        ({"consent": None}, [("/consentId", "DISCLOSURE")]),
        ({"consent": replace(LEAVE, state=ConsentState.REVOKED)}, [("/consentId", "CONSENT_REVOKED")]),
        ({"consent": replace(LEAVE, state=ConsentState.EXPIRED)}, [("/consentId", "CONSENT_EXPIRED")]),
        ({"basis": DisclosureBasis.CONSENT_STUDENT}, [("/basis", "CONSENT")]),
        ({"consent": replace(LEAVE, student="another")}, [("/studentId", "CONSENT")]),
        ({"recipient_kind": RecipientKind.POLICE}, [("/recipientKind", "CONSENT")]),
        (OTHER, []),
        (OTHER | {"reason": "x" * 19}, [("/reason", "DISCLOSURE")]),
        (OTHER | {"consent": LEAVE}, [("/consentId", "DISCLOSURE")]),
        ({"channel": None}, [("/channel", "DISCLOSURE")]),
        ({"channel": Channel.E_MAIL}, []),
        (
            {"channel": Channel.E_MAIL, "confidentiality": ConfidentialityClass.K3},
            [("/channel", "DISCLOSURE_MAIL")],
        ),
        (SHARED, []),
        (SHARED | {"confidentiality": ConfidentialityClass.K3}, []),
        (SHARED | {"confidentiality": ConfidentialityClass.K4}, [("/partnerId", "SHARED_K4")]),
        (SHARED | {"told_on": date(2026, 11, 21)}, [("/toldOn", "DISCLOSURE")]),
        (SHARED | {"shared_until": None}, [("/sharedUntil", "DISCLOSURE")]),
        (SHARED | {"shared_until": date(2026, 11, 21)}, [("/sharedUntil", "DISCLOSURE")]),
        (SHARED | {"shared_until": date(2027, 6, 2)}, [("/sharedUntil", "DISCLOSURE")]),
        (OTHER | SHARED | {"shared_until": date(2027, 6, 2)}, []),
    ],
)
def test_what_a_line_lacks(changed: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert pointers(disclosure_violations(replace(ENTRY, **changed), TODAY)) == found


@pytest.mark.parametrize(("day", "fits"), [(-1, False), (0, True), (21, True), (22, False)])
def test_a_consent_is_taken_back_on_a_day_that_has_been(day: int, fits: bool) -> None:
    said = date.fromordinal(GIVEN.given_on.toordinal() + day)
    assert (revocation_violations(said, GIVEN.given_on, TODAY) == []) is fits
