"""Security headers on every answer, whoever made it."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
UNUSED_FEATURES = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": UNUSED_FEATURES,
}
UNLESS_SET = {"Content-Security-Policy": API_POLICY, "Cache-Control": "no-store"}
TWO_YEARS = "max-age=63072000; includeSubDomains"


class SecurityHeaders:
    """Outermost but for `Observed`. `https`: the program stands behind TLS, so browsers may insist on it."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self.app = app
        self.always = ALWAYS | ({"Strict-Transport-Security": TWO_YEARS} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.always)
                for name, value in UNLESS_SET.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
