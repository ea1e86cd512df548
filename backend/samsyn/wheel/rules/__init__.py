"""The annual wheel: what stands on it, and whether a unit takes stock often enough (W01 to W04)."""

from samsyn.wheel.rules.activities import (
    AHEAD,
    WRITABLE,
    ActivityKind,
    ActivityStatus,
    Ring,
    WheelState,
    next_states,
    ring,
)
from samsyn.wheel.rules.check_ins import (
    NOT_HELD,
    Activity,
    RuleStatus,
    RuleStatusCode,
    WheelYear,
    activation_violations,
    check_in_hint,
    is_current,
    longest_gap,
    missing_values,
    months_of,
    rule_status,
    status_of,
)
from samsyn.wheel.rules.template import TemplateItem, load_unit_template

__all__ = [
    "AHEAD",
    "NOT_HELD",
    "WRITABLE",
    "Activity",
    "ActivityKind",
    "ActivityStatus",
    "Ring",
    "RuleStatus",
    "RuleStatusCode",
    "TemplateItem",
    "WheelState",
    "WheelYear",
    "activation_violations",
    "check_in_hint",
    "is_current",
    "load_unit_template",
    "longest_gap",
    "missing_values",
    "months_of",
    "next_states",
    "ring",
    "rule_status",
    "status_of",
]
