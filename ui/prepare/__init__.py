"""Voorbereiden: a map that is right before anyone else sees it."""
