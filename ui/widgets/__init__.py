"""The window's own controls: painted, named, with a visible focus."""
