"""What is collected while two states of a document are compared, and what a signature leaves open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.sign.fields import FieldMDPSpec

from signing.pages import Rect
from signing.verify.document import items_of, resolved, value_of
from signing.verify.found import Found
from signing.verify.verdict import ChangesAfter, Fact

_ORDER = (
    ChangesAfter.NONE,
    ChangesAfter.EVIDENCE_ONLY,
    ChangesAfter.FORM_FILLING,
    ChangesAfter.COMMENTS,
    ChangesAfter.NOT_CHECKED,
    ChangesAfter.OTHER,
)


@dataclass(frozen=True)
class Changes:
    """What was added after a signed revision.

    Attributes:
        level: the worst kind of change.
        permitted: whether everything is left open by DocMDP and FieldMDP and covers nothing that was signed.
        facts: what was found.
        fields: names of changed form fields.
        pages: pages that look different, from 1.
    """

    level: ChangesAfter
    permitted: bool = True
    facts: tuple[Fact, ...] = ()
    fields: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass
class Report:
    """What is collected while two states are compared."""

    level: ChangesAfter = ChangesAfter.NONE
    permitted: bool = True
    facts: list[Fact] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    looked_at: set[int] = field(default_factory=set)
    rewritten: set[int] = field(default_factory=set)
    open_places: dict[int, list[Rect]] = field(default_factory=dict)
    not_drawn: dict[int, list[Rect]] = field(default_factory=dict)
    made_up: dict[int, list[Rect]] = field(default_factory=dict)

    def note(self, level: ChangesAfter, *facts: Fact) -> None:
        """Record a change of a kind; :attr:`ChangesAfter.OTHER` is never permitted."""
        self.level = max(self.level, level, key=_ORDER.index)
        self.permitted = self.permitted and level is not ChangesAfter.OTHER
        self.facts.extend(facts)

    def forbid(self, *facts: Fact) -> None:
        """Record that a change was not left open."""
        self.permitted = False
        self.facts.extend(facts)

    def open_place(self, page: int, rect: Rect | None) -> None:
        """Record that a page may look different in a place."""
        self.looked_at.add(page)
        if rect is not None:
            self.open_places.setdefault(page, []).append(rect)


@dataclass(frozen=True)
class Rules:
    """What a signature leaves open.

    Attributes:
        certified: the /P of DocMDP, or None.
        locks: which form fields FieldMDP locks.
    """

    certified: int | None
    locks: tuple[FieldMDPSpec, ...]

    def locked(self, name: str) -> bool:
        """Return whether a field may not change."""
        return any(lock.is_locked(name) for lock in self.locks)


def rules_of(one: Found) -> Rules:
    """Return DocMDP and FieldMDP of a signature, from its references and from its field's /Lock."""
    levels: list[int] = []
    locks: list[FieldMDPSpec] = []
    lock = value_of(one.signature.widget, "/Lock")
    sources = [(value_of(each, "/TransformMethod"), value_of(each, "/TransformParams")) for each in _references(one)]
    if isinstance(lock, DictionaryObject):
        sources += [("/FieldMDP", lock), ("/LockP", lock)]
    for method, parameters in sources:
        if not isinstance(parameters, DictionaryObject):
            continue
        level = value_of(parameters, "/P")
        if method in {"/DocMDP", "/LockP"} and (level is not None or method == "/DocMDP"):
            levels.append(int(level) if level in (1, 2, 3) else 2)
        if method == "/FieldMDP" and "/Action" in parameters:
            locks.append(FieldMDPSpec.from_pdf_object(parameters))
    return Rules(min(levels, default=None), tuple(locks))


def _references(one: Found) -> list[Any]:
    return [resolved(each) for each in items_of(one.signature.value, "/Reference")]


def certified_facts(rules: Rules) -> tuple[Fact, ...]:
    """Return the fact that names what a certification leaves open."""
    named = {1: Fact.CERTIFIED_NO_CHANGES, 2: Fact.CERTIFIED_FORM_FILLING, 3: Fact.CERTIFIED_COMMENTS}
    return (named[rules.certified],) if rules.certified else ()
