"""Rules as data (regler som data): rule packs, case types, deadlines and gates with validity dates.

Words: rule pack (regelpaket), legal basis (lagstöd), case type (ärendetyp), deadline rule (klocka), gate
(spärr).
No paragraph of law and no number of days stands in code: they stand in `seed/`, where an organiser's lawyer
can read them, and every one that nobody has verified says so.
"""

from samsyn.legal.models import RuleAdjustment
from samsyn.legal.queries.decided import adjustments_of, the_pack
from samsyn.legal.routes import router
from samsyn.legal.rules import (
    ANY_PHASE,
    CaseType,
    ClockEvent,
    ClockKind,
    ClockUnit,
    DeadlineRule,
    Gate,
    LegalBasis,
    NoRulePack,
    RuleBook,
    RulePack,
    SchoolDays,
    due_at,
    due_on,
    load_rule_book,
)
from samsyn.legal.rules.follow_up import latest_follow_up
from samsyn.legal.rules.local import (
    Adjustment,
    adjusted,
    amounts_at,
    ends_with,
    pack_named,
    types_in_place_of,
)
from samsyn.legal.rules.sections import FormField, FormSection, sections_of

__all__ = [
    "ANY_PHASE",
    "Adjustment",
    "CaseType",
    "ClockEvent",
    "ClockKind",
    "ClockUnit",
    "DeadlineRule",
    "FormField",
    "FormSection",
    "Gate",
    "LegalBasis",
    "NoRulePack",
    "RuleAdjustment",
    "RuleBook",
    "RulePack",
    "SchoolDays",
    "adjusted",
    "adjustments_of",
    "amounts_at",
    "due_at",
    "due_on",
    "ends_with",
    "latest_follow_up",
    "load_rule_book",
    "pack_named",
    "router",
    "sections_of",
    "the_pack",
    "types_in_place_of",
]
