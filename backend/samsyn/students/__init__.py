"""Pupils (elever) and their groups, with protected personal data (skyddade personuppgifter) at the centre.

Words: class (klass), mentor group (mentorsgrupp), teaching group (undervisningsgrupp), group leader (mentor,
undervisande lärare), personal grant (personlig behörighet till elev med skyddade personuppgifter).
"""

from samsyn.students.commands import grant_student, guard_names, pupils_named
from samsyn.students.models import GroupLeader, GroupMember, Student, StudentGrant, StudentGroup
from samsyn.students.policy import GRANTED, LED_BY_ME, UNPROTECTED
from samsyn.students.routes import router
from samsyn.students.rules import GroupType, LeaderRole, ProtectionLevel

__all__ = [
    "GRANTED",
    "LED_BY_ME",
    "UNPROTECTED",
    "GroupLeader",
    "GroupMember",
    "GroupType",
    "LeaderRole",
    "ProtectionLevel",
    "Student",
    "StudentGrant",
    "StudentGroup",
    "grant_student",
    "guard_names",
    "pupils_named",
    "router",
]
