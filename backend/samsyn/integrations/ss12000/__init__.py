"""SS 12000, the standard by which school systems hand over organisation, people, duties and groups.

The way of a pull: `open_source` → `gather` (privacy edge, validation, quarantine) → `map_delivery` →
`difference` → `report_of`. Everything after `gather` is pure. A `SourceFault` on the way means that nothing
is applied; `failed` makes its report. Versions 2.0 and 2.1; read only.
"""

from samsyn.integrations.ss12000.connection import ClientCredentials, Connection, Limits
from samsyn.integrations.ss12000.difference import Change, Difference, EndRule, KindDifference, Withheld
from samsyn.integrations.ss12000.difference import difference as compare
from samsyn.integrations.ss12000.faults import FaultCode, SourceFault
from samsyn.integrations.ss12000.gather import Delivery, gather
from samsyn.integrations.ss12000.mapping import Desired, MappingRules, NoMarksConfirmed, Scope, map_delivery
from samsyn.integrations.ss12000.reach import LOOPBACK, PUBLIC, Reach, check_url
from samsyn.integrations.ss12000.report import Outcome, Report, failed, report_lines, report_of
from samsyn.integrations.ss12000.source import open_source

__all__ = [
    "LOOPBACK",
    "PUBLIC",
    "Change",
    "ClientCredentials",
    "Connection",
    "Delivery",
    "Desired",
    "Difference",
    "EndRule",
    "FaultCode",
    "KindDifference",
    "Limits",
    "MappingRules",
    "NoMarksConfirmed",
    "Outcome",
    "Reach",
    "Report",
    "Scope",
    "SourceFault",
    "Withheld",
    "check_url",
    "compare",
    "failed",
    "gather",
    "map_delivery",
    "open_source",
    "report_lines",
    "report_of",
]
