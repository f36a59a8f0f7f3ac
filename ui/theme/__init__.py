"""Colour, type, length, icons and style of the window; everything else asks here."""
