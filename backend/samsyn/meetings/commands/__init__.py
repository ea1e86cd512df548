"""Writes of meetings, one verb each."""
