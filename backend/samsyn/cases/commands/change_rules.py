"""C19: an open case goes over to the rules of today."""

from __future__ import annotations

from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import CaseClosed, RulesAsTheyAre, unknown_type
from samsyn.cases.models import Case
from samsyn.cases.queries.newer_rules import pack_to_come, types_under
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.cases import RuleChangeIn
from samsyn.core.work import Work


async def change_rules(work: Work, case: Case, body: RuleChangeIn) -> None:
    """Phase, class and what has been done stay; clocks, gates and the type are those of the new rules.

    Raises CaseClosed, C19 for a pack that is not the one to come, and Unfit for a type it does not offer.
    """
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    pack = pack_to_come(work, case)
    if pack is None or pack.code != body.rule_pack:
        raise RulesAsTheyAre
    wanted = body.case_type_code or case.case_type
    if wanted not in {kind.code for kind in await types_under(work, case, pack)}:
        raise unknown_type()
    before, left = case.rule_pack, case.case_type
    case.rule_pack, case.rule_pack_version = pack.code, pack.version
    case.rules_changed_at, case.case_type = work.clock.now(), wanted
    await tell(
        work,
        case,
        EventType.RULE_PACK_CHANGED,
        text=body.reason,
        before=before,
        after=pack.code,
        left_type=left,
        case_type=wanted,
    )
    await keep_head(work, case)
