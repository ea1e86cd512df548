"""Why one object was refused, and what else an administrator should know. Codes are stable; texts are fixed.

No text is built from anything the source sent, so none can carry personal data.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    """The four kinds of object that are read; the value is the path of the endpoint."""

    ORGANISATION = "organisations"
    PERSON = "persons"
    DUTY = "duties"
    GROUP = "groups"


class Reason(StrEnum):
    """Why an object, or a part of one, was refused."""

    NOT_AN_OBJECT = "NOT_AN_OBJECT"
    ID_UNREADABLE = "ID_UNREADABLE"
    FIELD_MISSING = "FIELD_MISSING"
    FIELD_INVALID = "FIELD_INVALID"
    PERSONAL_NUMBER_IN_TEXT = "PERSONAL_NUMBER_IN_TEXT"
    PERIOD_REVERSED = "PERIOD_REVERSED"
    ORGANISATION_CYCLE = "ORGANISATION_CYCLE"
    ORGANISATION_TOO_DEEP = "ORGANISATION_TOO_DEEP"
    PARENT_MISSING = "PARENT_MISSING"
    UNIT_WITHOUT_CODE = "UNIT_WITHOUT_CODE"
    UNIT_CODE_INVALID = "UNIT_CODE_INVALID"
    UNIT_CODE_TWICE = "UNIT_CODE_TWICE"
    SCHOOL_FORM_UNKNOWN = "SCHOOL_FORM_UNKNOWN"
    PERSON_MISSING = "PERSON_MISSING"
    PERSON_UNKNOWN = "PERSON_UNKNOWN"
    GROUP_UNIT_UNCLEAR = "GROUP_UNIT_UNCLEAR"
    HELD_BY_OTHER = "HELD_BY_OTHER"


REASON_TEXTS: dict[Reason, tuple[str, str]] = {
    Reason.NOT_AN_OBJECT: ("Raden är inte ett objekt.", "The entry is not an object."),
    Reason.ID_UNREADABLE: ("Objektet saknar ett giltigt id.", "The object has no valid id."),
    Reason.FIELD_MISSING: ("Ett obligatoriskt fält saknas.", "A required field is missing."),
    Reason.FIELD_INVALID: ("Ett fält har ett ogiltigt värde.", "A field has an invalid value."),
    Reason.PERSONAL_NUMBER_IN_TEXT: (
        "Ett namnfält innehåller något som ser ut som ett personnummer.",
        "A name field holds what looks like a personal identity number.",
    ),
    Reason.PERIOD_REVERSED: ("Slutdatum ligger före startdatum.", "The end date is before the start date."),
    Reason.ORGANISATION_CYCLE: (
        "Organisationen är sin egen överordnade.",
        "The organisation is its own parent.",
    ),
    Reason.ORGANISATION_TOO_DEEP: (
        "Organisationen ligger för många nivåer ner.",
        "The organisation lies too many levels down.",
    ),
    Reason.PARENT_MISSING: (
        "Den överordnade organisationen finns inte i leveransen.",
        "The parent organisation is not in the delivery.",
    ),
    Reason.UNIT_WITHOUT_CODE: ("Skolenheten saknar skolenhetskod.", "The school unit has no unit code."),
    Reason.UNIT_CODE_INVALID: (
        "Skolenhetskoden består inte av åtta siffror.",
        "The school unit code is not eight digits.",
    ),
    Reason.UNIT_CODE_TWICE: (
        "Två skolenheter har samma skolenhetskod.",
        "Two school units have the same unit code.",
    ),
    Reason.SCHOOL_FORM_UNKNOWN: (
        "Skolformen är okänd eller hör inte till Samsyn.",
        "The school form is unknown or not one that Samsyn handles.",
    ),
    Reason.PERSON_MISSING: ("Tjänstgöringen saknar person.", "The duty names no person."),
    Reason.PERSON_UNKNOWN: (
        "Personen i tjänstgöringen finns inte i leveransen.",
        "The person of the duty is not in the delivery.",
    ),
    Reason.GROUP_UNIT_UNCLEAR: (
        "Det går inte att avgöra vilken skolenhet gruppen hör till.",
        "It is not clear which school unit the group belongs to.",
    ),
    Reason.HELD_BY_OTHER: (
        "Objektet är inlagt för hand eller hör till en annan källa och ändras inte härifrån.",
        "The object was entered by hand or belongs to another source and is not changed from here.",
    ),
}


class Notice(StrEnum):
    """What was handled safely but wants somebody's eye. Counted, never listed with values."""

    VALUE_UNKNOWN = "VALUE_UNKNOWN"
    MARK_MISSING = "MARK_MISSING"
    MARK_UNKNOWN = "MARK_UNKNOWN"
    MARKS_DELIVERED_AFTER_ALL = "MARKS_DELIVERED_AFTER_ALL"
    PROTECTION_LOWERED = "PROTECTION_LOWERED"
    FUNCTION_WITHHELD = "FUNCTION_WITHHELD"
    HEALTH_STAFF_UNRECOGNISED = "HEALTH_STAFF_UNRECOGNISED"
    DELIVERED_TWICE = "DELIVERED_TWICE"
    ENDED_BY_HAND = "ENDED_BY_HAND"
    STAFF_PROTECTED = "STAFF_PROTECTED"


NOTICE_TEXTS: dict[Notice, tuple[str, str]] = {
    Notice.VALUE_UNKNOWN: (
        "Källan använder koder som Samsyn inte känner till.",
        "The source uses codes that Samsyn does not know.",
    ),
    Notice.MARK_MISSING: (
        "Uppgift om skyddad identitet saknas. Personerna hanteras som skyddade.",
        "No protection mark was delivered. The people are handled as protected.",
    ),
    Notice.MARK_UNKNOWN: (
        "Uppgiften om skyddad identitet är okänd. Personerna hanteras som skyddade.",
        "The protection mark is unknown. The people are handled as protected.",
    ),
    Notice.MARKS_DELIVERED_AFTER_ALL: (
        "Källan levererar skyddsmarkeringar fast motsatsen är bekräftad. Bekräftelsen används inte.",
        "The source delivers protection marks although the contrary was confirmed, which is not used.",
    ),
    Notice.PROTECTION_LOWERED: (
        "Källan vill sänka ett skydd. Skyddet står kvar tills någon har beslutat.",
        "The source wants to lower a protection. It stays until somebody has decided.",
    ),
    Notice.FUNCTION_WITHHELD: (
        "Tjänstgöringen ligger över flera enheter. Personen fick minsta behörighet; ge uppdraget för hand.",
        "The duty spans several units. The person was given the least access; add the assignment by hand.",
    ),
    Notice.HEALTH_STAFF_UNRECOGNISED: (
        "Elevhälsopersonal utan känd yrkesroll. Ange profession för hand.",
        "Pupil health staff without a known profession. Set the profession by hand.",
    ),
    Notice.DELIVERED_TWICE: (
        "Samma objekt levererades flera gånger. Det senaste gäller.",
        "The same object was delivered more than once. The last one counts.",
    ),
    Notice.ENDED_BY_HAND: (
        "Avslutat för hand här, men finns kvar i källan. Det förblir avslutat.",
        "Ended by hand here, but still in the source. It stays ended.",
    ),
    Notice.STAFF_PROTECTED: (
        "Personal med eller utan känd skyddsmarkering: e-posten är borttagen, men kollegor ser namnet.",
        "Staff with a protection mark, or without a known one: no mail address, but colleagues see the name.",
    ),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """One object (or, with ``part``, one entry of a list in it) that was put aside.

    ``field`` and ``part`` are names out of our own models. ``touched``: source ids that must not be ended
    because of this refusal; where it is not empty, nothing that hangs on ``source_id`` is ended either.
    ``page`` and ``index`` count from 1 and 0.
    """

    kind: Kind
    reason: Reason
    source_id: UUID | None = None
    field: str | None = None
    part: str | None = None
    page: int | None = None
    index: int | None = None
    touched: frozenset[UUID] = dataclasses.field(default=frozenset(), repr=False)

    def text(self, language: str) -> str:
        """Swedish unless ``language`` is ``en``."""
        return REASON_TEXTS[self.reason][language == "en"]
