"""Words at the beginning of a sentence."""

from __future__ import annotations

import pytest

from ui.text import sentence_case


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("de brief is weg", "De brief is weg"),
        ("\u00e9\u00e9n brief", "E\u00e9n brief"),
        ("brief.docx is beschadigd", "brief.docx is beschadigd"),
        ("nota-2.pdf: er is geen ondertekenaar", "nota-2.pdf: er is geen ondertekenaar"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital_and_a_file_name_stays_as_it_is_written(text: str, shown: str) -> None:
    assert sentence_case(text) == shown
