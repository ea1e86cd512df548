"""When the content of a file in a case may be shown."""

from __future__ import annotations

from enum import StrEnum


class ScanState(StrEnum):
    """NOT_SCANNED: no scanner was set when it came in."""

    NOT_SCANNED = "NOT_SCANNED"
    WAITING = "WAITING"
    CLEAN = "CLEAN"
    INFECTED = "INFECTED"


UNSCANNED = (ScanState.NOT_SCANNED, ScanState.WAITING)


def shown_scan(scan: ScanState, scanner: bool) -> ScanState:
    """What was never scanned waits for it once there is a scanner."""
    return ScanState.WAITING if scanner and scan in UNSCANNED else scan


def is_served(scan: ScanState, scanner: bool, voided: bool) -> bool:
    """With a scanner only what it has found clean; without one also what nobody has looked at."""
    if voided:
        return False
    return scan is ScanState.CLEAN or (not scanner and scan is ScanState.NOT_SCANNED)
