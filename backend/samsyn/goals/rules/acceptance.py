"""Who stands behind a goal, and who is still missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samsyn.goals.rules.states import Stance


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One person's latest stance. `profession` is a code if the person belongs to elevhälsan, else None."""

    stance: Stance
    profession: str | None = None
    is_principal: bool = False
    in_work_team: bool = False
    objection_answered: bool = False


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who is still missing before a goal is accepted; empty and zero everywhere means reached."""

    missing_professions: tuple[str, ...]
    principal_missing: bool
    team_missing: int
    open_objections: int

    @property
    def reached(self) -> bool:
        return not (self.missing_professions or self.principal_missing or self.team_missing)


def quorum(acceptances: Sequence[Acceptance], eht_professions: Iterable[str], team_size: int) -> Quorum:
    """Every profession of the EHT, the principal, and at least half of the work team, if any."""
    yes = [a for a in acceptances if a.stance is not Stance.OBJECT]
    accepted = {a.profession for a in yes}
    return Quorum(
        missing_professions=tuple(sorted(set(eht_professions) - accepted)),
        principal_missing=not any(a.is_principal for a in yes),
        team_missing=max(0, (team_size + 1) // 2 - sum(a.in_work_team for a in yes)),
        open_objections=sum(a.stance is Stance.OBJECT and not a.objection_answered for a in acceptances),
    )
