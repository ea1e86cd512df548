"""SMART goals (mål): a baseline, a target, a deadline, a team that has accepted them, and check-ins.

Words: specific, measurable, accepted, realistic, time-bound (specifikt, mätbart, accepterat, realistiskt,
tidsatt), baseline and target (utgångsvärde, målvärde), check-in (avstämning), acceptance (acceptans).
"""

from samsyn.goals.models import Goal, GoalCheckIn
from samsyn.goals.registrations import register
from samsyn.goals.routes import router
from samsyn.goals.rules import GoalState

__all__ = ["Goal", "GoalCheckIn", "GoalState", "register", "router"]
