"""The main window: menu bar, rail, header, status line and the locked panel. It navigates, nothing else."""
