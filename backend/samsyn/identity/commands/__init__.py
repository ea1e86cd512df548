"""Writes of identity, one verb a file."""
