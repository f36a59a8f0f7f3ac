"""Controleren: one right sentence about any PDF."""
