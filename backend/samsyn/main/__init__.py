"""Puts the program together: the API at `/samsyn/v1`, health beside it, the built pages at `/`."""

from samsyn.main.app import create_app

__all__ = ["create_app"]
