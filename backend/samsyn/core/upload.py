"""The door for files: refusals come before a byte is read, and no transaction waits for the network."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

from fastapi import Depends, Request, Response
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from samsyn.core.errors import BadRequest, Busy, DomainError, WrongContentType
from samsyn.core.gate import gates
from samsyn.core.http import BODY, MAX_UPLOAD, MostOfBody, TooLarge
from samsyn.core.idempotency import DIGEST
from samsyn.core.route import GuardedRoute, permitted
from samsyn.core.runtime import Runtime
from samsyn.core.spool import Spool

AROUND: Final = 64 * 1024
"""Boundaries, headers and small fields beside the file."""
MOST_FIELD: Final = 4096
MOST_PARTS: Final = 8
AT_ONCE: Final = 8
"""Uploads that one web process receives at a time; the next is told to come back."""
SECONDS: Final = 300
SILENT_SECONDS: Final = 30
UPLOAD: Final = "samsyn.upload"
COUNT: Final = "uploads"


class TooSlow(DomainError):
    status, code = 408, "UPLOAD_SLOW"
    sv = "Filen kom inte fram i tid. Kontrollera nätet och försök igen."
    en = "The file did not arrive in time. Check the network and try again."


@dataclass
class Upload:
    """One file and the small fields sent with it. ``file_name`` is as the sender spelled it."""

    spool: Spool
    file_name: str = ""
    fields: dict[str, str] = field(default_factory=dict)


class UploadRoute(GuardedRoute):
    """Gate, body, and only then what every guarded route does, gate included, in its transaction."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        guarded = super().get_route_handler()
        gate = gates(self.dependant)[0]

        async def handle(request: Request) -> Response:
            runtime: Runtime = request.app.state.runtime
            await permitted(request, gate)
            async with _place(runtime):
                with Spool() as spool:
                    request.scope[UPLOAD] = await _received(request, spool)
                    return await guarded(request)

        return handle


async def the_upload(request: Request) -> Upload:
    upload: Upload = request.scope[UPLOAD]
    return upload


TheUpload = Annotated[Upload, Depends(the_upload)]


@asynccontextmanager
async def _place(runtime: Runtime) -> AsyncIterator[None]:
    """A place among those that are received at the same time. Raises Busy."""
    if runtime.kept.get(COUNT, 0) >= AT_ONCE:
        raise Busy
    runtime.kept[COUNT] = runtime.kept.get(COUNT, 0) + 1
    try:
        yield
    finally:
        runtime.kept[COUNT] -= 1


async def _received(request: Request, spool: Spool) -> Upload:
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise WrongContentType
    most: MostOfBody = request.scope[BODY]
    most.bytes = MAX_UPLOAD + AROUND
    form = _Form(Upload(spool))
    try:
        parser = MultipartParser(boundary, form.callbacks())
        async for piece in _in_time(request.stream()):
            parser.write(piece)
    except (FormParserError, ClientDisconnect) as error:
        raise BadRequest from error
    except TimeoutError:
        raise TooSlow from None
    if not form.ended:
        raise BadRequest
    spool.done()
    request.scope[DIGEST] = form.digest()
    return form.upload


async def _in_time(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Raises TimeoutError when nothing comes for half a minute, or not all within five."""
    async with asyncio.timeout(SECONDS):
        while True:
            try:
                piece = await asyncio.wait_for(anext(stream), SILENT_SECONDS)
            except StopAsyncIteration:
                return
            yield piece


class _Form:
    """What the parser tells, taken down: one part ``file`` into the spool, the others as short texts."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.ended = False
        self._parts = 0
        self._files = 0
        self._header = [bytearray(), bytearray()]
        self._disposition = b""
        self._name: str | None = None
        self._field = bytearray()

    def callbacks(self) -> Any:
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def digest(self) -> bytes:
        """Stands for the whole body, without holding it."""
        said = repr((self.upload.file_name, sorted(self.upload.fields.items()))).encode()
        return hashlib.sha256(self.upload.spool.sha256 + said).digest()

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise BadRequest
        self._disposition = b""

    def _header_end(self) -> None:
        name, value = bytes(self._header[0]).lower(), bytes(self._header[1])
        if name == b"content-disposition":
            self._disposition = value
        self._header = [bytearray(), bytearray()]

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition.decode("latin-1"))
        name = options.get(b"name", b"").decode("ascii", "replace")
        self._field = bytearray()
        if name == "file" and b"filename" in options:
            self._files += 1
            self._name = None
            self.upload.file_name = _unescaped(options[b"filename"])
        else:
            self._name = name
        if self._files > 1 or name in self.upload.fields:
            raise BadRequest

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._name is None:
            if self.upload.spool.size + end - start > MAX_UPLOAD:
                raise TooLarge
            self.upload.spool.write(data[start:end])
            return
        self._field += data[start:end]
        if len(self._field) > MOST_FIELD:
            raise BadRequest

    def _part_end(self) -> None:
        if self._name is not None:
            try:
                self.upload.fields[self._name] = self._field.decode()
            except UnicodeDecodeError:
                raise BadRequest from None

    def _end(self) -> None:
        self.ended = self._files == 1


def _unescaped(name: bytes) -> str:
    """Browsers send UTF-8 with three signs escaped (HTML, multipart/form-data)."""
    text = name.decode("utf-8", "replace")
    for sign, escaped in (('"', "%22"), ("\r", "%0D"), ("\n", "%0A")):
        text = text.replace(escaped, sign)
    return text
