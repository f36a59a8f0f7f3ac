"""Data of the program: icons, style, translations, and the example dossier."""
