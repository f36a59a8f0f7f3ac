"""What an inspection finds, as codes with their places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from signing.page_words import Rect


class Hazard(Enum):
    """What was found; the codes of rules ``open`` and ``L09`` in the command line's contract."""

    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"
    ENCRYPTED_OWNER_PASSWORD = "encrypted_owner_password"  # noqa: S105  a code, not a secret
    XFA = "xfa"
    DAMAGED_XREF = "damaged_xref"
    HYBRID_XREF = "hybrid_xref"
    NO_TEXT_LAYER = "no_text_layer"
    DRAFT_WATERMARK = "draft_watermark"
    COMMENT = "comment"
    HIGHLIGHT = "highlight"
    ANNOTATION_OVER_TEXT = "annotation_over_text"
    FORM_FIELD = "form_field"
    FORM_FIELD_OVER_TEXT = "form_field_over_text"
    JAVASCRIPT = "javascript"
    LAUNCH_ACTION = "launch_action"
    SUBMIT_ACTION = "submit_action"
    EMBEDDED_FILE = "embedded_file"
    OPTIONAL_CONTENT_OVER_TEXT = "optional_content_over_text"
    OFF_PAGE_TEXT = "off_page_text"
    INVISIBLE_TEXT = "invisible_text"
    COVERED_TEXT = "covered_text"
    FONT_NOT_EMBEDDED = "font_not_embedded"
    SIGNATURE_FIELD_PRESENT = "signature_field_present"
    ALREADY_SIGNED = "already_signed"


# What is said of the file as such (rule ``open``); the rest is said of its contents (rule ``L09``).
OF_THE_FILE = frozenset(
    {
        Hazard.UNREADABLE,
        Hazard.ENCRYPTED,
        Hazard.ENCRYPTED_OWNER_PASSWORD,
        Hazard.XFA,
        Hazard.DAMAGED_XREF,
        Hazard.HYBRID_XREF,
        Hazard.NO_TEXT_LAYER,
    }
)


@dataclass(frozen=True)
class Found:
    """One thing found.

    Attributes:
        hazard: what it is.
        page: from 1; None when it belongs to the file as a whole.
        rect: where on the page, in the page's own user space (points); None where it has no place.
        text: what can be quoted of it: the words concerned, the name of a field or a font; may be empty.
    """

    hazard: Hazard
    page: int | None = None
    rect: Rect | None = None
    text: str = ""


@dataclass(frozen=True)
class Inspection:
    """All that was found in one file.

    Attributes:
        found: in the order of the pages; what belongs to the file as a whole comes first.
        pages: how many pages; 0 when the file cannot be opened.
    """

    found: tuple[Found, ...]
    pages: int = 0
