"""The privacy edge: what stands here is all that is ever let in.

Each kind of object has a list of the fields that are read. Everything else is dropped before it is validated,
logged or kept, and only counted. Identity numbers are also looked for where they do not belong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from samsyn.integrations.ss12000.reasons import Kind


class Dropped(StrEnum):
    """What was dropped, as the report counts it."""

    CIVIC_NUMBER = "CIVIC_NUMBER"
    ADDRESS = "ADDRESS"
    TELEPHONE = "TELEPHONE"
    PRIVATE_MAIL = "PRIVATE_MAIL"
    CONTACT = "CONTACT"
    BIRTH_DATE = "BIRTH_DATE"
    SEX = "SEX"
    PHOTO = "PHOTO"
    GUARDIAN = "GUARDIAN"
    EXTERNAL_IDENTIFIER = "EXTERNAL_IDENTIFIER"
    REFERENCE_NAME = "REFERENCE_NAME"
    OTHER = "OTHER"


_NAMED: dict[str, Dropped] = {
    "civicNo": Dropped.CIVIC_NUMBER,
    "address": Dropped.ADDRESS,
    "addresses": Dropped.ADDRESS,
    "phoneNumber": Dropped.TELEPHONE,
    "phoneNumbers": Dropped.TELEPHONE,
    "email": Dropped.CONTACT,
    "contactInfo": Dropped.CONTACT,
    "url": Dropped.CONTACT,
    "birthDate": Dropped.BIRTH_DATE,
    "sex": Dropped.SEX,
    "photo": Dropped.PHOTO,
    "responsibles": Dropped.GUARDIAN,
    "externalIdentifiers": Dropped.EXTERNAL_IDENTIFIER,
    "displayName": Dropped.REFERENCE_NAME,
}
_UNCOUNTED = frozenset({"meta"})

Shape = Mapping[str, "Shape | None"]
"""Field name → None for a value or a list of values, a shape for an object or a list of objects."""

_REF: Shape = {"id": None}
_PERSON_REF: Shape = {"id": None, "securityMarking": None}
_PERIOD: Shape = {"startDate": None, "endDate": None}

READ: Mapping[Kind, Shape] = {
    Kind.ORGANISATION: {
        **_PERIOD,
        "id": None,
        "displayName": None,
        "organisationType": None,
        "organisationNumber": None,
        "parentOrganisation": _REF,
        "schoolUnitCode": None,
        "schoolTypes": None,
        "municipalityCode": None,
    },
    Kind.PERSON: {
        "id": None,
        "givenName": None,
        "familyName": None,
        "eduPersonPrincipalNames": None,
        "emails": {"value": None, "type": None},
        "securityMarking": None,
        "personStatus": None,
        "enrolments": {
            **_PERIOD,
            "enroledAt": _REF,
            "schoolYear": None,
            "schoolType": None,
            "cancelled": None,
        },
    },
    Kind.DUTY: {
        **_PERIOD,
        "id": None,
        "person": _PERSON_REF,
        "dutyAt": _REF,
        "dutyRole": None,
        "description": None,
        "dutyPercent": None,
        "assignmentRole": {**_PERIOD, "group": _REF, "assignmentRoleType": None},
    },
    Kind.GROUP: {
        **_PERIOD,
        "id": None,
        "displayName": None,
        "groupType": None,
        "schoolType": None,
        "organisation": _REF,
        "groupMemberships": {**_PERIOD, "person": _PERSON_REF},
    },
}

_NAME_FIELDS = ("displayName", "givenName", "familyName")
_WORK_MAIL = "Skola personal"
_CIVIC = re.compile(
    r"(?<!\d)(?:\d{2})?\d{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])[-+ ]?[0-9A-Z]{2}\d{2}(?!\d)"
)


@dataclass(frozen=True, slots=True)
class Admitted:
    """What may go on. ``tainted`` names a name field that holds what looks like an identity number."""

    data: dict[str, object]
    tainted: str | None


def looks_civic(text: str) -> bool:
    """Whether there is something like a personnummer, samordningsnummer or temporary number in ``text``."""
    return _CIVIC.search(text) is not None


def admit(kind: Kind, raw: Mapping[str, object], dropped: Counter[Dropped]) -> Admitted:
    """The fields of one object that are read; adds to ``dropped`` what was not."""
    data = _cut(READ[kind], raw, dropped)
    if kind is Kind.PERSON:
        _keep_work_mail(data, dropped)
        _drop_civic(data, "eduPersonPrincipalNames", dropped)
    _drop_civic(data, "description", dropped)
    _drop_civic(data, "organisationNumber", dropped)
    tainted = next((name for name in _NAME_FIELDS if looks_civic(str(data.get(name, "")))), None)
    if tainted is not None:
        dropped[Dropped.CIVIC_NUMBER] += 1
    return Admitted(data, tainted)


def _cut(shape: Shape, raw: Mapping[str, object], dropped: Counter[Dropped]) -> dict[str, object]:
    kept: dict[str, object] = {}
    for name, value in raw.items():
        if value is None:
            continue
        if name not in shape:
            _count(name, value, dropped)
            continue
        inner = shape[name]
        kept[name] = _plain(value, dropped) if inner is None else _nested(inner, value, dropped)
    return kept


def _nested(shape: Shape, value: object, dropped: Counter[Dropped]) -> object:
    if isinstance(value, dict):
        return _cut(shape, value, dropped)
    if isinstance(value, list):
        return [_cut(shape, one, dropped) if isinstance(one, dict) else _plain(one, dropped) for one in value]
    return _plain(value, dropped)


def _plain(value: object, dropped: Counter[Dropped]) -> object:
    """A scalar, or a list of scalars; an object where none belongs is dropped."""
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, list):
        return [one for one in value if isinstance(one, str | int | float)]
    dropped[Dropped.OTHER] += 1
    return None


def _count(name: str, value: object, dropped: Counter[Dropped]) -> None:
    amount = len(value) if isinstance(value, list) else 1
    if name not in _UNCOUNTED and amount:
        dropped[_NAMED.get(name, Dropped.OTHER)] += amount


def _keep_work_mail(data: dict[str, object], dropped: Counter[Dropped]) -> None:
    """Only addresses that the school gave its staff; pupils', guardians' and private ones go."""
    mails = data.pop("emails", None)
    if not isinstance(mails, list):
        return
    kept: list[object] = []
    for mail in mails:
        if not (isinstance(mail, dict) and mail.get("type") == _WORK_MAIL):
            dropped[Dropped.PRIVATE_MAIL] += 1
        elif looks_civic(str(mail.get("value"))):
            dropped[Dropped.CIVIC_NUMBER] += 1
        else:
            kept.append(mail)
    data["emails"] = kept


def _drop_civic(data: dict[str, object], name: str, dropped: Counter[Dropped]) -> None:
    value = data.get(name)
    if isinstance(value, list):
        kept = [one for one in value if not looks_civic(str(one))]
        dropped[Dropped.CIVIC_NUMBER] += len(value) - len(kept)
        data[name] = kept
    elif value is not None and looks_civic(str(value)):
        dropped[Dropped.CIVIC_NUMBER] += 1
        del data[name]
