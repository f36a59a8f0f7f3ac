"""Ondertekenen: the plan, the progress, the result."""
