"""What in a PDF is not final, or could make it show something else later: looked for before anybody signs it."""

from signing.inspect.found import Found, Hazard, Inspection
from signing.inspect.inspection import inspect_pdf

__all__ = ["Found", "Hazard", "Inspection", "inspect_pdf"]
