"""Tests: they mirror the code, plus journeys/, architecture/ and golden/."""
