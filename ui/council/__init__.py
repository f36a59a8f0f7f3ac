"""Ministerraad: from outcome to ready-to-send folder."""
