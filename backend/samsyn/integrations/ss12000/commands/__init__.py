"""What is written of a pull, in one transaction."""

from samsyn.integrations.ss12000.commands.apply import apply

__all__ = ["apply"]
