"""What the whole tells: the week's focus now; overviews and the quality report later."""

from samsyn.reports.routes import router

__all__ = ["router"]
