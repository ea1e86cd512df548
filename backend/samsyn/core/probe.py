"""`python -m samsyn.core.probe`: exit code 0 when the web process of this container says it is ready."""

import http.client
import sys

from samsyn.core.settings import Settings


def is_ready(settings: Settings, seconds: float = 3) -> bool:
    connection = http.client.HTTPConnection(settings.local_url.removeprefix("http://"), timeout=seconds)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_ready(Settings.load()) else 1)
