"""Annual wheels (årshjul): when in the school year a unit takes stock, and whether that is often
enough.

Words: activity (aktivitet), major check-in (större avstämning), protected time (skyddad tid), ring (ring),
rule status (regelstatus).
"""

from samsyn.wheel.models import AnnualWheel, WheelActivity
from samsyn.wheel.registrations import register
from samsyn.wheel.routes import router

__all__ = ["AnnualWheel", "WheelActivity", "register", "router"]
