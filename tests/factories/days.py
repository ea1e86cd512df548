"""Now, today and a day, as rows of the tests are dated: when the tests were loaded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from samsyn.core.schooldays import stockholm_day

DAY = timedelta(days=1)
NOW = datetime.now(UTC)
TODAY = stockholm_day(NOW)
