"""Bodies of sources and pulls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from samsyn.core.schema import Body, Chars, Instant, Name, Named, Out, Resource
from samsyn.integrations.rules import ApiVersion, RunPhase, RunState, RunTrigger

Url = Annotated[str, Chars(8, 500)]
Secret = Annotated[str, Chars(1, 1000)]
ClientName = Annotated[str, Chars(1, 300)]
TokenScope = Annotated[str, Chars(1, 300)]
OrganisationNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}-?[0-9]{4}$")]
Confirmation = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
EXAMPLE = "https://sis.example/ss12000/v2.0"


class EndpointUrlsIn(Body):
    """For vendors with an address of its own for each list; what is left out lies below ``baseUrl``."""

    organisations: Url | None = None
    persons: Url | None = None
    duties: Url | None = None
    groups: Url | None = None

    def given(self) -> dict[str, str]:
        return {kind: url for kind, url in self.model_dump().items() if url is not None}


class SyncSourceIn(Body):
    """``clientSecret`` is sealed when it arrives and never shown again."""

    name: Name = Field(json_schema_extra={"example": "Elevregistret"})
    api_version: ApiVersion = ApiVersion.V2_1
    base_url: Url = Field(json_schema_extra={"example": EXAMPLE})
    token_url: Url = Field(json_schema_extra={"example": "https://sis.example/connect/token"})
    client_id: ClientName = Field(json_schema_extra={"example": "samsyn"})
    client_secret: Secret = Field(json_schema_extra={"example": "the secret from the vendor"})
    token_scope: TokenScope | None = None
    endpoint_urls: EndpointUrlsIn | None = None
    organisation_number: OrganisationNumber | None = Field(
        default=None, json_schema_extra={"example": "212000-0001"}
    )
    enabled: bool = True


class SyncSourcePatch(Body):
    """Merge patch: what is left out stays as it is, the secret too, unless ``tokenUrl`` changes."""

    name: Name | None = None
    api_version: ApiVersion | None = None
    base_url: Url | None = Field(default=None, json_schema_extra={"example": EXAMPLE})
    token_url: Url | None = None
    client_id: ClientName | None = None
    client_secret: Secret | None = None
    token_scope: TokenScope | None = None
    endpoint_urls: EndpointUrlsIn | None = None
    organisation_number: OrganisationNumber | None = Field(
        default=None, json_schema_extra={"example": "212000-0001"}
    )
    enabled: bool | None = None

    @model_validator(mode="after")
    def _keep_required(self) -> Self:
        for field in ("name", "api_version", "base_url", "token_url", "client_id", "enabled"):
            if field in self.model_fields_set and getattr(self, field) is None:
                raise PydanticCustomError("missing", "cannot be emptied")
        return self


class NoMarksConfirmationIn(Body):
    """``handling``: how pupils with protected personal data are handled when the source cannot mark them."""

    handling: Annotated[str, Chars(10, 2_000)] = Field(
        json_schema_extra={"example": "Skolorna registrerar skyddade elever för hand hos elevhälsochefen."}
    )


class SyncRunIn(Body):
    source_id: UUID


class SyncRunConfirmationIn(Body):
    """``confirmation`` as the run's report named it: exactly those ends are meant."""

    confirmation: Confirmation = Field(json_schema_extra={"example": "0" * 64})


class EndpointUrlsOut(Out):
    organisations: str | None
    persons: str | None
    duties: str | None
    groups: str | None


class NoMarksConfirmationOut(Out):
    confirmed_by: Named
    confirmed_at: Instant
    handling: str


class SyncCountsOut(Out):
    created: int
    changed: int
    unchanged: int
    ended: int
    withheld: int
    refused: int


class SyncRunSummary(Resource):
    id: UUID
    source: Named
    state: RunState
    trigger: RunTrigger
    phase: RunPhase
    received: int
    started_at: Instant
    finished_at: Instant | None
    counts: SyncCountsOut
    version: int


class SyncSourceOut(Resource):
    """``lastRun``: the latest pull, also one that is under way; null before the first."""

    id: UUID
    name: str
    api_version: ApiVersion
    base_url: str
    token_url: str
    client_id: str
    token_scope: str | None
    endpoint_urls: EndpointUrlsOut
    organisation_number: str | None
    enabled: bool
    no_marks_confirmation: NoMarksConfirmationOut | None
    last_run: SyncRunSummary | None
    version: int


class CountOut(Out):
    """``text`` is in the reader's language; ``code`` is stable."""

    code: str
    text: str
    count: int


class RecordCountsOut(Out):
    kind: str
    text: str
    created: int
    changed: int
    unchanged: int
    ended: int
    withheld_counts: Sequence[CountOut]


class RefusalOut(Out):
    """An object that was put aside. ``id`` is its id in the source; nothing else of it is kept."""

    kind: str
    id: UUID | None
    code: str
    text: str
    field: str | None
    part: str | None
    page: int | None
    index: int | None


class FaultOut(Out):
    code: str
    endpoint: str | None
    status: int | None


class ReceivedOut(Out):
    organisations: int
    persons: int
    duties: int
    groups: int


class SyncReportOut(Out):
    """``refusedTotal`` may be more than is listed in ``refusals``. ``outside`` is not the organiser's,
    ``over`` had ended before the pull."""

    outcome: str
    text: str
    received: ReceivedOut
    outside: ReceivedOut
    over: ReceivedOut
    records: Sequence[RecordCountsOut]
    refusals: Sequence[RefusalOut]
    refused_total: int
    dropped_fields: Sequence[CountOut]
    notices: Sequence[CountOut]
    fault: FaultOut | None


class SyncRunOut(SyncRunSummary):
    """``confirmation``: what must be sent to confirm the ends that wait; null where none do."""

    report: SyncReportOut | None
    confirmation: str | None
    confirmed_at: Instant | None
    confirmed_by: Named | None
