"""Mappen: what is where, what comes first."""
