"""What the labels of a memo's header announce."""

from __future__ import annotations

from enum import Enum


class Field(Enum):
    """What a label announces."""

    TO = "to"
    FROM = "from"
    REFERENCE = "reference"
    DATE = "date"
    AUTHOR = "author"
    COOPERATED = "cooperated"
    ATTACHMENTS = "attachments"
    PUBLISH = "publish"
    DEADLINE = "deadline"
    CLASSIFICATION = "classification"
    TITLE = "title"
    TYPE = "type"
    INITIALS = "initials"
    OTHER = "other"
