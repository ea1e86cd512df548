"""Concerns and cases (signaler och ärenden): from what somebody saw to a closed case.

Words: concern (signal/oro), case (ärende), case circle (behörig krets), phase (fas), child's voice (barnets
röst), measure (åtgärd), confidentiality class (sekretessklass K0 to K4), closure (avslut).
"""

from samsyn.cases.models import Case
from samsyn.cases.routes import router

__all__ = ["Case", "router"]
