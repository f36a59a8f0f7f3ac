"""The binding to Qt must count: a version of it lost a reference to None at every call, and the process died of it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject


def test_a_call_that_returns_nothing_costs_no_reference() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(2000):
        thing.setObjectName("name")
    # In Python 3.12 None is immortal and its count stands still; in 3.11 it may drift a little, never by thousands.
    assert abs(sys.getrefcount(None) - before) < 100
