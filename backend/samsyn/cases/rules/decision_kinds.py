"""Kinds of decision (beslutstyper), as data, and who may make them: `seed/decisions.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from samsyn.core.actor import Function
from samsyn.core.seeds import Entry, SeedError, read_seed
from samsyn.core.vocabulary import SchoolForm
from samsyn.legal import LegalBasis, load_rule_book


class DecisionKind(StrEnum):
    ACTION_PROGRAMME = "ACTION_PROGRAMME"
    NO_ACTION_PROGRAMME = "NO_ACTION_PROGRAMME"
    CLOSE_ACTION_PROGRAMME = "CLOSE_ACTION_PROGRAMME"
    SPECIAL_GROUP = "SPECIAL_GROUP"
    ADAPTED_COURSE = "ADAPTED_COURSE"
    ABSENCE_MEASURES = "ABSENCE_MEASURES"
    DEGRADING_MEASURES = "DEGRADING_MEASURES"
    NO_MEASURE = "NO_MEASURE"
    REFERRAL = "REFERRAL"


class DecisionState(StrEnum):
    """SUPERSEDED: a later programme took its place. REVOKED: by the board. DISCARDED: a draft nobody
    signed."""

    DRAFT = "DRAFT"
    SIGNED = "SIGNED"
    SUPERSEDED = "SUPERSEDED"
    REVOKED = "REVOKED"
    DISCARDED = "DISCARDED"


ONCE_SIGNED = frozenset({DecisionState.SIGNED, DecisionState.SUPERSEDED, DecisionState.REVOKED})


class SupportForm(StrEnum):
    IN_GROUP = "IN_GROUP"
    SPECIAL_GROUP = "SPECIAL_GROUP"
    INDIVIDUAL = "INDIVIDUAL"
    DISTANCE = "DISTANCE"
    ADAPTED_COURSE = "ADAPTED_COURSE"
    ASSISTANT = "ASSISTANT"
    TECHNICAL = "TECHNICAL"
    OTHER = "OTHER"


IN_PERSON = frozenset(
    {SupportForm.SPECIAL_GROUP, SupportForm.INDIVIDUAL, SupportForm.DISTANCE, SupportForm.ADAPTED_COURSE}
)
"""Skollagen 3:9: the principal may not hand these over (C05)."""


OF_SCHOOL = frozenset({SupportForm.SPECIAL_GROUP, SupportForm.INDIVIDUAL, SupportForm.ADAPTED_COURSE})
FORMS_OF_SCHOOL = frozenset(
    {SchoolForm.COMPULSORY, SchoolForm.ADAPTED_COMPULSORY, SchoolForm.SPECIAL, SchoolForm.SAMI}
)
"""Skollagen 3:11 and 3:12: those support forms are for pupils in these school forms and no others."""


class Decider(StrEnum):
    PRINCIPAL = "PRINCIPAL"
    ORGANISER = "ORGANISER"


ORGANISERS_TYPES = frozenset({"DEGRADING", "HARASSMENT"})
"""Where the law says that the organiser investigates and takes measures (skollagen 6:10)."""


@dataclass(frozen=True, slots=True)
class KindRule:
    """``form``: the support form that the kind is about. ``investigation``: the conclusion it rests on."""

    code: DecisionKind
    sv: str
    en: str
    case_types: tuple[str, ...]
    legal_bases: tuple[str, ...]
    decider: Decider | None
    in_person: bool
    programme: bool
    ends_programme: bool
    form: SupportForm | None
    investigation: str | None
    appeal: bool
    leads_on: bool

    def decided_by(self, case_type: str) -> Decider:
        if self.decider is not None:
            return self.decider
        return Decider.ORGANISER if case_type in ORGANISERS_TYPES else Decider.PRINCIPAL


@cache
def load_kinds() -> Mapping[DecisionKind, KindRule]:
    """Raises SeedError for a kind that is missing, and for an unknown case type or legal basis."""
    rows = read_seed("samsyn.cases", "decisions.yaml").only("decision_kinds").entries("decision_kinds")
    kinds = {kind.code: kind for kind in map(_kind, rows)}
    book = load_rule_book()
    types, bases = {t.code for t in book.case_types}, {b.code for b in book.legal_bases}
    if set(kinds) != set(DecisionKind):
        raise SeedError("decisions.yaml: every kind is given once")
    for kind in kinds.values():
        unknown = [*(set(kind.case_types) - types), *(set(kind.legal_bases) - bases)]
        if unknown:
            raise SeedError(f"decisions.yaml: {kind.code} names the unknown {unknown[0]}")
    return kinds


def _kind(row: Entry) -> KindRule:
    row.only(
        "code", "sv", "en", "case_types", "legal_bases", "decider", "in_person", "programme",
        "ends_programme", "form", "investigation", "appeal", "leads_on",
    )  # fmt: skip
    return KindRule(
        code=row.code("code", DecisionKind),
        sv=row.text("sv"),
        en=row.text("en"),
        case_types=row.texts("case_types"),
        legal_bases=row.texts("legal_bases"),
        decider=None if row.text("decider") == "OF_TYPE" else row.code("decider", Decider),
        in_person=row.flag("in_person"),
        programme=row.flag("programme"),
        ends_programme=row.flag("ends_programme"),
        form=row.code("form", SupportForm) if row.has("form") else None,
        investigation=row.text("investigation") if row.has("investigation") else None,
        appeal=row.flag("appeal"),
        leads_on=row.flag("leads_on"),
    )


def kinds_for(case_type: str, school_forms: frozenset[SchoolForm] = frozenset()) -> tuple[KindRule, ...]:
    """Those of a type of case, at a unit with these school forms; all of them where none are entered."""
    elsewhere = bool(school_forms) and not school_forms & FORMS_OF_SCHOOL
    return tuple(
        kind
        for kind in load_kinds().values()
        if case_type in kind.case_types and not (elsewhere and kind.form in OF_SCHOOL)
    )


FORM_BASES: Mapping[SupportForm, str] = {
    SupportForm.SPECIAL_GROUP: "SL_3_11",
    SupportForm.INDIVIDUAL: "SL_3_11",
    SupportForm.DISTANCE: "SL_3_11A",
    SupportForm.ADAPTED_COURSE: "SL_3_12",
}


def bases_of_decision(
    kind: KindRule, case_type: str, forms: Iterable[SupportForm], on: date
) -> tuple[LegalBasis, ...]:
    """What a decision of the kind rests on, with the paragraphs of its support forms; those that hold
    then."""
    book = load_rule_book()
    case_kind = next(t for t in book.case_types if t.code == case_type)
    own = kind.legal_bases or case_kind.legal_bases[:1]
    wanted = dict.fromkeys([*own, *(FORM_BASES[form] for form in forms if form in FORM_BASES)])
    by_code = {basis.code: basis for basis in book.legal_bases}
    return tuple(by_code[code] for code in wanted if by_code[code].holds(on))


@dataclass(frozen=True, slots=True)
class Capacity:
    """In what capacity somebody signs."""

    function: Function
    delegated: bool


def capacity_of(decider: Decider, at_unit: frozenset[Function], is_officer: bool) -> Capacity | None:
    """``at_unit``: the signer's functions at the unit of the case. None: not theirs to decide."""
    if decider is Decider.ORGANISER and is_officer:
        return Capacity(Function.ORGANISER_CASE_OFFICER, delegated=False)
    if Function.PRINCIPAL in at_unit:
        return Capacity(Function.PRINCIPAL, delegated=decider is Decider.ORGANISER)
    if Function.DEPUTY_PRINCIPAL in at_unit:
        return Capacity(Function.DEPUTY_PRINCIPAL, delegated=True)
    return None


def must_be_in_person(kind: KindRule, forms: Iterable[SupportForm]) -> bool:
    return kind.in_person or bool(IN_PERSON & frozenset(forms))
