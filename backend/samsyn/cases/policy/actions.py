"""What can be done with a concern and a case, by name."""

from enum import StrEnum


class ConcernAction(StrEnum):
    LIST = "concern.list"
    REPORT = "concern.report"
    RECEIPT = "concern.receipt"
    READ = "concern.read"
    ASSESS = "concern.assess"


class CaseAction(StrEnum):
    LIST = "case.list"
    HEADS = "case-head.list"
    PATTERNS = "case-head.patterns"
    STRADDLING = "case-head.straddling"
    BREAK_GLASS = "case.break-glass"
    OPENINGS = "case.openings"
    OPEN = "case.open"
    SEARCH = "case.search"
    READ = "case.read"
    READINGS = "case.readings"
    CHANGE = "case.change"
    CLASSIFY = "case.classify"
    CHANGE_RULES = "case.change-rules"
    MOVE = "case.move"
    EXPORT = "case.export"
    CLOSE = "case.close"
    REOPEN = "case.reopen"
    NAME_ALLEGED = "case.name-alleged"
    RECORD_MILESTONE = "case.record-milestone"
    REPORT = "case.report"
    CORRECT_REPORT = "case.correct-report"
    REPORT_CHILD_WELFARE = "case.report-child-welfare"
    MANAGE_CIRCLE = "case.manage-circle"
    DISCLOSE = "case.disclose"
    INVESTIGATE = "case.investigate"
    ATTACH = "case.attach"
    SIGN_DECISION = "case.sign-decision"
    WRITE_DECISION = "case.write-decision"
    TRANSFER = "case.transfer"
    HAND_OVER = "case.hand-over"
    LINK = "case.link"
    KEEP_JOURNAL_WORDS = "case.keep-journal-words"
    WRITE_NOTE = "case.write-note"
    WRITE_VOICE = "case.write-voice"
    PROPOSE_MEASURE = "case.propose-measure"
    WRITE_MEASURE = "case.write-measure"
    DECIDE_MEASURE = "case.decide-measure"


class SharedAction(StrEnum):
    """What an outside partner may do with what was shared with them."""

    LIST = "shared-item.list"
    READ = "shared-item.read"


class IncomingAction(StrEnum):
    """What the heads of a pupil's new unit do with what is handed over to them."""

    LIST = "incoming-transfer.list"
    RECEIVE = "incoming-transfer.receive"
