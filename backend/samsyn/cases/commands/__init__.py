"""Writes of concerns and cases, one verb a file."""
