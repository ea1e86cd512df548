"""Lock 1, first half: what a route declares about who may pass."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import Depends, Path, Request
from fastapi.dependencies.models import Dependant

from samsyn.core.actor import Actor
from samsyn.core.errors import (
    NotAllowed,
    NotThere,
    PreconditionMissing,
    ScopeMissing,
    SecondFactorNeeded,
    Stale,
)
from samsyn.core.ids import as_id
from samsyn.core.work import Work

Version = Literal["required", "none"]
WORK = "samsyn.work"
FOUND = "samsyn.found"


async def the_work(request: Request) -> Work:
    work: Work = request.scope[WORK]
    return work


TheWork = Annotated[Work, Depends(the_work)]


class Gate:
    """Declared exactly once per operation, as the parameter that hands the endpoint its object or its Work.

    ``find``: a scoped select with the parameter ``key`` (the path's id); None for lists and creations.
    ``allowed``: with ``find``, ``(actor, object) -> set of actions``; without, ``(actor) -> bool``.
    ``scope``: what an API client needs; None keeps API clients out.
    ``assurance``: 2 unless the operation shows nothing above K1.
    ``version``: "required" demands If-Match equal to the object's version.
    """

    def __init__(
        self,
        action: str,
        *,
        kind: str,
        find: Any = None,
        parameter: str = "",
        allowed: Callable[..., Any] | None = None,
        scope: str | None = None,
        assurance: int = 2,
        version: Version = "none",
    ) -> None:
        self.action, self.kind, self.find, self.parameter = action, kind, find, parameter
        self.allowed, self.scope, self.assurance, self.version = allowed, scope, assurance, version
        kinds = inspect.Parameter
        parameters = [kinds("request", kinds.KEYWORD_ONLY, annotation=Request)]
        if parameter:
            path = Annotated[str, Path(alias=parameter, json_schema_extra={"format": "uuid"})]
            parameters.append(kinds("key", kinds.KEYWORD_ONLY, annotation=path))
        self.__signature__ = inspect.Signature(parameters)

    async def __call__(self, request: Request, key: str | None = None) -> Any:
        """What FastAPI hands the endpoint: decided before the body was read."""
        return request.scope[FOUND]

    async def decide(self, request: Request, work: Work) -> Any:
        """Raises the refusal, or returns the object (without ``find``: the Work)."""
        self._who(work.actor)
        if self.find is None:
            if self.allowed is not None and not self.allowed(work.actor):
                raise NotAllowed
            return work
        item = await self._found(request, work)
        self._remember(work, item)
        if self.allowed is not None and self.action not in self.allowed(work.actor, item):
            raise NotAllowed
        return item

    def _who(self, actor: Actor) -> None:
        if actor.kind == "CLIENT":
            if self.scope is None or self.scope not in actor.scopes:
                raise ScopeMissing
        elif actor.assurance < self.assurance:
            raise SecondFactorNeeded

    async def _found(self, request: Request, work: Work) -> Any:
        key = as_id(request.path_params[self.parameter])
        if key is None:
            raise NotThere
        item = await work.one_or_none(self.find, key=key)
        if item is None:
            raise NotThere
        return item

    @staticmethod
    def _remember(work: Work, item: Any) -> None:
        """Whom the access log will name for this request."""
        student = getattr(item, "student_id", None)
        work.students = [student] if student else []
        work.school = getattr(item, "school_id", None)

    def check_version(self, request: Request, item: Any) -> None:
        """After it is known that the request was not carried out before: that one moved the version."""
        given = request.headers.get("if-match")
        if given is None and self.version == "required":
            raise PreconditionMissing
        if given is not None and self.version != "none" and given != etag(item):
            raise Stale


def etag(item: Any) -> str:
    """The strong tag of a versioned row, for If-Match."""
    return f'"{item.version}"'


def public(reason: str) -> Callable[[Any], Any]:
    """Marks an endpoint that needs no gate; the list of them is pinned in a test, at most eight."""

    def mark(endpoint: Any) -> Any:
        endpoint.__public__ = reason
        return endpoint

    return mark


def gates(dependant: Dependant) -> list[Gate]:
    """Every gate among the dependencies, at any depth."""
    found = [dependant.call] if isinstance(dependant.call, Gate) else []
    return found + [g for inner in dependant.dependencies for g in gates(inner)]
