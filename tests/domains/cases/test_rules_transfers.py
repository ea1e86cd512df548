"""The rules of handing over at a change of school, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from samsyn.cases.rules.transfers import Choice, TransferDestination, goes_along, transfer_violations
from samsyn.core.vocabulary import ConfidentialityClass

TODAY = date(2026, 11, 22)
HERE = uuid4()
TOLD = "Vårdnadshavarna vet vad som lämnas."
CHOICE = Choice(
    TransferDestination.UNIT,
    True,
    HERE,
    uuid4(),
    "",
    True,
    TOLD,
    TODAY,
    "",
    False,
    "",
    ConfidentialityClass.K2,
)
NOTHING: dict[str, Any] = {
    "destination": TransferDestination.NONE, "to_school": None, "chosen": False, "told": "", "told_on": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"student": False}, ["/studentId"]),
        ({"confidentiality": ConfidentialityClass.K4}, ["/destination"]),
        ({"confidentiality": ConfidentialityClass.K3}, []),
        ({"to_school": None}, ["/toSchoolId"]),
        ({"to_school": HERE}, ["/toSchoolId"]),
        ({"destination": TransferDestination.OUTSIDE, "to_school": None}, ["/recipient"]),
        ({"destination": TransferDestination.OUTSIDE, "recipient": "Friskolan"}, []),
        ({"chosen": False}, ["/items"]),
        ({"strict": True, "strict_reason": "x" * 19}, ["/strictReason"]),
        ({"strict": True, "strict_reason": "x" * 20}, []),
        ({"told": "x" * 19}, ["/told"]),
        ({"told_on": None}, ["/toldOn"]),
        ({"told_on": date(2026, 11, 23)}, ["/toldOn"]),
        (NOTHING | {"reason": "x" * 20}, []),
        (NOTHING | {"reason": "x" * 19}, ["/reason"]),
        (NOTHING | {"reason": "x" * 20, "chosen": True}, ["/items"]),
        (NOTHING | {"reason": "x" * 20, "confidentiality": ConfidentialityClass.K4}, []),
    ],
)
def test_what_a_handover_lacks(changed: dict[str, Any], found: list[str]) -> None:
    missing = transfer_violations(replace(CHOICE, **changed), TODAY)
    assert [pointer for pointer, _ in missing] == found


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("confidentiality", ConfidentialityClass)
def test_class_k4_never_goes_along_and_k3_by_choice(
    confidentiality: ConfidentialityClass, strict: bool
) -> None:
    free = confidentiality in ("K0", "K1", "K2")
    assert goes_along(confidentiality, strict) is (free or (strict and confidentiality == "K3"))
