"""The people of the tests, once, by function. Each stands at school A; ``-2`` at school B of the same
organiser; ``-b`` in another municipality. Those of the organiser have no ``-2``."""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.core.actor import Function


@dataclass(frozen=True, slots=True)
class Persona:
    name: str
    function: Function
    profession: str | None
    scope: str = "UNIT"


UNIT = (
    Persona("rektor", Function.PRINCIPAL, "PRINCIPAL"),
    Persona("bitradande", Function.DEPUTY_PRINCIPAL, "DEPUTY_PRINCIPAL"),
    Persona("specialpedagog", Function.EHT_SPECIAL, "SPECIAL_EDUCATOR"),
    Persona("speciallarare", Function.EHT_SPECIAL, "SPECIAL_TEACHER"),
    Persona("kurator", Function.EHT_PSYCHOSOCIAL, "SCHOOL_COUNSELLOR"),
    Persona("skolskoterska", Function.EHT_MEDICAL, "SCHOOL_NURSE"),
    Persona("psykolog", Function.EHT_PSYCHOLOGY, "SCHOOL_PSYCHOLOGIST"),
    Persona("mentor", Function.MENTOR, "MENTOR"),
    Persona("larare", Function.TEACHER, "TEACHER"),
    Persona("forstelarare", Function.TEAM_LEAD, "DEVELOPMENT_LEAD"),
    Persona("forskollarare", Function.TEACHER, "PRESCHOOL_TEACHER"),
    Persona("elevassistent", Function.STAFF, "STUDENT_ASSISTANT"),
)
ORGANISER = (
    Persona("utredare", Function.ORGANISER_CASE_OFFICER, None, "ORGANISER"),
    Persona("chef", Function.CENTRAL_MANAGER, "CENTRAL_HEAD", "ORGANISER"),
    Persona("skolchef", Function.SCHOOL_CHIEF, None, "ORGANISER"),
    Persona("analytiker", Function.ORGANISER_ANALYST, None, "ORGANISER"),
    Persona("registrator", Function.REGISTRAR, None, "ORGANISER"),
    Persona("loggranskare", Function.LOG_REVIEWER, None, "ORGANISER"),
    Persona("admin", Function.SYSTEM_ADMIN, None, "ORGANISER"),
    Persona("partner", Function.EXTERNAL_PARTNER, None, "ORGANISER"),
)
EVERY = UNIT + ORGANISER
GROUPS: dict[str, frozenset[str]] = {
    "everybody": frozenset(p.name for p in EVERY),
    "unit": frozenset(p.name for p in UNIT),
    "organiser": frozenset(p.name for p in ORGANISER),
    "heads": frozenset({"rektor", "bitradande"}),
    "health": frozenset({"specialpedagog", "speciallarare", "kurator", "skolskoterska", "psykolog"}),
    "triage": frozenset(
        {"rektor", "bitradande", "specialpedagog", "speciallarare", "kurator", "skolskoterska", "psykolog"}
    ),
    "teaching": frozenset({"mentor", "larare", "forstelarare", "forskollarare", "elevassistent"}),
}
