"""Mutants that change nothing: taking the line away leaves the same behaviour, and here is why."""

from __future__ import annotations

import re

ASSURED_INSIDE = "the rows asked for inside are there with two factors only"
SAME_CONNECTION = "for speed only: both are the connection of this transaction"
ONE_ROLE = "the policy is given to that role alone, and nobody inherits it (tests/locks/test_roles.py)"
NO_ROLE = "no role is none of the roles either way; the types want a word"
PEOPLE_ONLY = "said in words: nobody else has an assignment (core/work.actor_of)"
NO_LINK = "a question that is answered or taken back has no token (CHECK link_ended)"
TO_UNIT = "a handover has a unit to go to exactly where its destination is one (CHECK)"
FINDS_ALL = "who finds one may do all that there is to do with it (tests/domains/cases/test_policy_*)"
ONLY_AREAS = "only such an assignment has an area (CHECK)"
RUNS_BESIDE = "for speed only, it finds the index: the same is asked beside it"
ONE_TENANT = "a second naming: no two organisers share the id of a person or of a case"
OWN_WALL = "the tables inside have a wall of their own: the function has the rights of whoever reads"
NO_UNIT = "said to the type checker: no assignment reaches a unit that is none"
EQUIVALENT: dict[tuple[str, str], str] = {
    ("cases/policy/allowed.py", "only MANAGES of by_role | MANAGES"): "who manages may all that any role may",
    ("cases/policy/allowed.py", 'without or ""'): NO_ROLE,
    ("main/app.py", "left out: gc."): "for speed only",
    ("organisation/policy.py", "without School.id.in_(SCHOOLS)"): (
        "for speed only: whoever asks looks up the units it asked for"
    ),
    ("cases/policy/cases.py", "without or (CaseHead,)"): "nobody asks for whole heads",
    ("cases/statements/one_case.py", "without not_(is_one_of(CaseEvent.type, NO_CLOCK))"): (
        "for speed only: no clock reads those events"
    ),
    ("cases/statements/lists.py", "without is_one_of(Case.case_type, sorted(OFFICERS_TYPES))"): (
        "for speed only, it finds the index: other types never reach past their unit (cases/rules/access)"
    ),
    ("core/actor.py", "without or school is None"): "without a school the first is named either way",
    ("teams/routes/staffing.py", "gate COVERAGE_READ without allowed=allowed_on_unit"): (
        "who finds a unit may read its coverage"
    ),
    ("cases/routes/concerns.py", "without allowed=allowed_on_receipt"): "who finds a receipt may read it",
    ("core/gate.py", "without or self.scope is None"): "None is among no client's scopes",
    ("core/gate.py", "never: if key is None"): "for speed only: what has no id is found by no statement",
    ("core/gate.py", "without and given is not None"): "without it the request was refused a line before",
    ("core/idempotency.py", "without or stored.status is None"): (
        "said to the type checker: a row is committed with its status or not at all"
    ),
    ("core/idempotency.py", 'without or ""'): "said to the type checker: with its status it has its address",
    ("core/route.py", "left out: await work.rollback()"): "leaving the Work rolls back too",
    ("identity/commands/sign_in.py", "28: without or account is None"): (
        "said to the type checker: without an account no password is right"
    ),
    ("core/work.py", "without or self._raw"): SAME_CONNECTION,
    ("core/work.py", "without or await self.raw()"): SAME_CONNECTION,
    ("core/keyring.py", "without DataKey.tenant_id == work.tenant"): (
        "a second naming: the wall of the database shows no other's"
    ),
    ("identity/commands/step_up.py", "without or found is None"): (
        "said to the type checker: the Work was opened by this very session"
    ),
    ("identity/commands/step_up.py", 'without or b""'): "said to the type checker: it was asked for above",
    ("identity/commands/issue_token.py", "left out: await work.open()"): "the first statement opens it too",
    ("core/keyring.py", "never: if work.tenant in known"): "for speed only: the keys are read again",
    ("core/keyring.py", "left out: known.add(work.tenant)"): "for speed only: the keys are read again",
    ("core/route.py", 'always super().matches(scope), not if self.begins in scope["path"]'): "for speed only",
    ("integrations/routes.py", "shared gate without allowed=allowed_on_run"): (
        "who finds a pull may read it; to confirm one has a gate of its own"
    ),
    ("integrations/routes.py", "shared gate without allowed=asked_on_run"): "it answers with every action",
    ("database", "group_members: circle using without (( SELECT COALESCE("): ASSURED_INSIDE,
    ("database", "students: in_case using without (( SELECT COALESCE("): ASSURED_INSIDE,
    ("database", "worker using without (CURRENT_USER = 'samsyn_worker'::name)"): ONE_ROLE,
    ("database", "students: circle using without (a.scope_type = 'UNIT'::text)"): (
        "only such an assignment has a school (CHECK)"
    ),
    ("database", "_against_me() without a.tenant_id = tenant"): ONE_TENANT,
    ("database", "_against_me() without k.tenant_id = tenant"): ONE_TENANT,
    ("database", "_cases() without a.tenant_id = c.tenant_id"): OWN_WALL,
    ("database", "() without s.tenant_id = a.tenant_id"): OWN_WALL,
    ("database", "students: protection using without (g.valid_to IS NULL)"): "a grant always ends (NOT NULL)",
    ("database", "using without (a.scope_type = 'AREA'::text)"): ONLY_AREAS,
    ("cases/policy/transfers.py", 'without Assignment.scope_type == "AREA"'): ONLY_AREAS,
    ("cases/routes/agreed.py", "shared gate without allowed=allowed_on_agreed"): FINDS_ALL,
    ("cases/routes/break_glass.py", "without allowed=allowed_on_opening"): FINDS_ALL,
    ("cases/routes/contributions.py", "without allowed=allowed_on_question"): FINDS_ALL,
    ("cases/routes/disclosures.py", "without allowed=allowed_on_shared"): FINDS_ALL,
    ("cases/routes/transfers.py", "without allowed=allowed_on_incoming"): FINDS_ALL,
    ("database", "_link() without c.answered_at IS NULL"): NO_LINK,
    ("database", "_link() without c.withdrawn_at IS NULL"): NO_LINK,
    ("database", "using without (destination = 'UNIT'::text)"): TO_UNIT,
    ("cases/policy/transfers.py", "without CaseTransfer.destination == TransferDestination.UNIT"): TO_UNIT,
    ("cases/policy/contributions.py", 'without or ""'): NO_ROLE,
    ("cases/policy/parts.py", 'without or ""'): NO_ROLE,
    ("cases/policy/disclosures.py", 'without and actor.kind == "PERSON"'): PEOPLE_ONLY,
    ("cases/policy/patterns.py", 'without and actor.kind == "PERSON"'): PEOPLE_ONLY,
    ("cases/policy/decisions.py", "without Case.closed_at.is_(None)"): (
        "for speed only, it finds the index: what is closed is in no other phase (CHECK)"
    ),
    ("cases/statements/clocks.py", "without is_one_of(Case.case_type, sorted(OFFICERS_TYPES))"): (
        "for speed only, it finds the index: other types never reach past their unit (cases/rules/access)"
    ),
    ("cases/statements/clocks.py", "69: without RUNS"): RUNS_BESIDE,
    ("cases/statements/clocks.py", "75: without RUNS"): RUNS_BESIDE,
    ("goals/policy.py", "without or team.school_id is None"): (
        "no assignment reaches a unit that is none; the types ask for the question"
    ),
    ("organisation/policy.py", "without and day.school_id is not None"): NO_UNIT,
    ("teams/policy.py", "without and school is not None"): NO_UNIT,
    ("organisation/routes/shapes.py", "without SchoolYear.tenant_id == work.tenant"): (
        "a second naming: the wall of the database, which is not opened with the circles, shows no other's"
    ),
}
"""Group and part of the name → the reason."""

IS_POLICY = re.compile(r"policy(\.py$|/)|/statements")
SECOND_NAMING = re.compile(r"\d+: without [\w.]+\.tenant_id == ")
"""In a policy: ``scoped`` refuses a statement that names no tenant of a table, so what can be taken away
names it once more, beside a key that no two tenants share; and the wall of the database, which has mutants of
its own, is not opened with the circles."""


PERSONS_ONLY = re.compile(r"gate (\S+ )?without allowed=is_person$")
"""A gate without scope lets no system in, and there are no other callers: ``is_person`` says it in words
(tests/locks/test_gates.py holds that such gates have none)."""


TENANT_INSIDE = re.compile(r": \w+ (using|with check) without \(\w+\.tenant_id = \w+\.tenant_id\)$")
"""The tables inside a policy have their own wall: no row of another organiser is there to be joined."""


def changes_nothing(group: str, what: str) -> bool:
    if group == "database" and TENANT_INSIDE.search(what):
        return True
    if IS_POLICY.search(group) and SECOND_NAMING.match(what):
        return True
    if PERSONS_ONLY.search(what):
        return True
    return any(group == known and part in what for known, part in EQUIVALENT)
