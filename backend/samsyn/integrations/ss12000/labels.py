"""Words of the report, Swedish and English."""

from __future__ import annotations

from samsyn.integrations.ss12000.difference import Withheld
from samsyn.integrations.ss12000.edge import Dropped
from samsyn.integrations.ss12000.reasons import Kind
from samsyn.integrations.ss12000.records import RecordKind

OUTCOME_LABELS: dict[str, tuple[str, str]] = {
    "CHANGED": ("Klart. Uppgifterna är uppdaterade.", "Done. The data is up to date."),
    "UNCHANGED": ("Klart. Inget hade ändrats.", "Done. Nothing had changed."),
    "NEEDS_CONFIRMATION": (
        "Det nya och det ändrade är hämtat. Avsluten väntar på att någon bekräftar dem.",
        "What is new and changed was fetched. The ends wait until somebody confirms them.",
    ),
    "FAILED": ("Hämtningen misslyckades och inget har ändrats.", "The pull failed and nothing was changed."),
}

KIND_LABELS: dict[Kind, tuple[str, str]] = {
    Kind.ORGANISATION: ("Organisationer", "Organisations"),
    Kind.PERSON: ("Personer", "Persons"),
    Kind.DUTY: ("Tjänstgöringar", "Duties"),
    Kind.GROUP: ("Grupper", "Groups"),
}

RECORD_LABELS: dict[RecordKind, tuple[str, str]] = {
    RecordKind.ORGANISER: ("Huvudmän", "Organisers"),
    RecordKind.AREA: ("Områden", "Areas"),
    RecordKind.SCHOOL_UNIT: ("Skolenheter", "School units"),
    RecordKind.PERSON: ("Personal", "Staff"),
    RecordKind.ASSIGNMENT: ("Uppdrag", "Assignments"),
    RecordKind.PUPIL: ("Elever", "Pupils"),
    RecordKind.ENROLMENT: ("Inskrivningar", "Enrolments"),
    RecordKind.GROUP: ("Klasser och grupper", "Classes and groups"),
    RecordKind.MEMBERSHIP: ("Gruppmedlemskap", "Group memberships"),
    RecordKind.GROUP_LEAD: ("Mentorskap", "Mentorships"),
}

WITHHELD_LABELS: dict[Withheld, tuple[str, str]] = {
    Withheld.EMPTY: (
        "Källan levererade inga alls, så de står kvar",
        "The source delivered none at all, so they stay",
    ),
    Withheld.TOO_MANY: (
        "Ovanligt många saknas, så de står kvar tills någon bekräftar",
        "Unusually many are missing, so they stay until somebody confirms",
    ),
    Withheld.ORGANISATION: (
        "En organisation avslutas inte utan att någon bekräftar",
        "An organisation is not ended unless somebody confirms",
    ),
    Withheld.REFUSED: (
        "Kunde inte läsas, så de står kvar",
        "Could not be read, so they stay",
    ),
    Withheld.PARENT_STAYS: (
        "Det de hör till står kvar, så de gör det också",
        "What they belong to stays, so they do too",
    ),
}

DROPPED_LABELS: dict[Dropped, tuple[str, str]] = {
    Dropped.CIVIC_NUMBER: ("personnummer", "personal identity numbers"),
    Dropped.ADDRESS: ("adresser", "addresses"),
    Dropped.TELEPHONE: ("telefonnummer", "telephone numbers"),
    Dropped.PRIVATE_MAIL: ("e-postadresser som inte är personalens", "mail addresses that are not staff's"),
    Dropped.CONTACT: ("kontaktuppgifter till organisationer", "contact details of organisations"),
    Dropped.BIRTH_DATE: ("födelsedatum", "dates of birth"),
    Dropped.SEX: ("uppgifter om kön", "entries of sex"),
    Dropped.PHOTO: ("foton", "photos"),
    Dropped.GUARDIAN: ("uppgifter om vårdnadshavare", "entries of guardians"),
    Dropped.EXTERNAL_IDENTIFIER: ("id:n i andra system", "identifiers in other systems"),
    Dropped.REFERENCE_NAME: ("namn i hänvisningar", "names in references"),
    Dropped.OTHER: ("övriga fält", "other fields"),
}
