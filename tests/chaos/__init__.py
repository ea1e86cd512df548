"""Kills the database and the web process under write load, and looks for what was acknowledged."""
