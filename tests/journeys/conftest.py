"""The fixtures of the journey, for this folder."""

from tests.journeys.desks import all_stages, stage

__all__ = ["all_stages", "stage"]
