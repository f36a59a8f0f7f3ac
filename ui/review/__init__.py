"""Beoordelen: read the advice with its context and decide with one key."""
