"""The fixtures of the journey and of the command line, for this folder."""

from tests.app.cli.commands import command
from tests.journeys.desks import all_stages, stage

__all__ = ["all_stages", "command", "stage"]
