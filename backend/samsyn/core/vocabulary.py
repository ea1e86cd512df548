"""Words that more than one domain speaks.

A domain may import only what another domain's `__init__` exports, and never upward. A word that a low domain
(professions, rule packs) shares with a high one (cases, goals) therefore has its home here; all import it
from here.
"""

from enum import StrEnum


class Level(StrEnum):
    """främjande, förebyggande, åtgärdande (skollagen 2:25)."""

    PROMOTIVE = "PROMOTIVE"
    PREVENTIVE = "PREVENTIVE"
    REMEDIAL = "REMEDIAL"


class Scope(StrEnum):
    """At which level of the organisation something is done."""

    INDIVIDUAL = "INDIVIDUAL"
    GROUP = "GROUP"
    UNIT = "UNIT"
    ORGANISER = "ORGANISER"


class SubjectKind(StrEnum):
    """What a case is about: pupils, a group, the whole unit, or nobody in particular."""

    STUDENT = "STUDENT"
    GROUP = "GROUP"
    UNIT = "UNIT"
    NONE = "NONE"


class ConfidentialityClass(StrEnum):
    """K0 public to K4 particularly protected. KX (journal content) is never stored, so has no code."""

    K0 = "K0"
    K1 = "K1"
    K2 = "K2"
    K3 = "K3"
    K4 = "K4"

    @property
    def rank(self) -> int:
        return int(self.value[1])


class SchoolForm(StrEnum):
    """Skolformer, and the activities beside them with units of their own."""

    PRESCHOOL = "PRESCHOOL"
    PRESCHOOL_CLASS = "PRESCHOOL_CLASS"
    COMPULSORY = "COMPULSORY"
    ADAPTED_COMPULSORY = "ADAPTED_COMPULSORY"
    SPECIAL = "SPECIAL"
    SAMI = "SAMI"
    UPPER_SECONDARY = "UPPER_SECONDARY"
    ADAPTED_UPPER_SECONDARY = "ADAPTED_UPPER_SECONDARY"
    ADULT_EDUCATION = "ADULT_EDUCATION"
    AFTER_SCHOOL_CENTRE = "AFTER_SCHOOL_CENTRE"
    PEDAGOGICAL_CARE = "PEDAGOGICAL_CARE"


class OrganiserType(StrEnum):
    """Kind of huvudman; decides which law secrecy rests on."""

    MUNICIPAL = "MUNICIPAL"
    INDEPENDENT = "INDEPENDENT"
    STATE = "STATE"
    REGION = "REGION"


class StatutoryDomain(StrEnum):
    """Field of a profession. The first four are those that skollagen 2:25 demands of elevhälsan."""

    MEDICAL = "MEDICAL"
    PSYCHOLOGICAL = "PSYCHOLOGICAL"
    PSYCHOSOCIAL = "PSYCHOSOCIAL"
    SPECIAL_EDUCATION = "SPECIAL_EDUCATION"
    PEDAGOGICAL = "PEDAGOGICAL"
    LEADERSHIP = "LEADERSHIP"
    CAREER = "CAREER"
    OTHER = "OTHER"


STUDENT_HEALTH_DOMAINS = frozenset(
    {
        StatutoryDomain.MEDICAL,
        StatutoryDomain.PSYCHOLOGICAL,
        StatutoryDomain.PSYCHOSOCIAL,
        StatutoryDomain.SPECIAL_EDUCATION,
    }
)


class SecrecyBranch(StrEnum):
    """Independent branch in the sense of OSL: EMI (doctor, nurse), EPI (psychologist), the rest."""

    EMI = "EMI"
    EPI = "EPI"
    SCHOOL = "SCHOOL"
