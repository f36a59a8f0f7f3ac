"""Every remark on a file has a sentence in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from app.text.remarks import REMARKS

ROOT = Path(__file__).parents[3]
# Where remarks are given: each code stands there as a literal.
GIVEN = (
    "app/reading/memo_file.py",
    "app/reading/recognition.py",
    "app/usecases/dossier_files.py",
    "signing/rewrite.py",
)


def test_every_remark_has_a_sentence_and_every_sentence_a_remark() -> None:
    source = "".join((ROOT / one).read_text(encoding="utf-8") for one in GIVEN)
    literals = set(re.findall(r'"([a-z]+(?:_[a-z]+)*)"', source))
    assert set(REMARKS) <= literals
    given = {
        "hybrid_xref",
        "damaged_xref",
        "encrypted_owner_password",
        "xfa",
        "already_signed",
        "tracked_changes",
        "hidden_text",
        "recognised_text",
        "no_text_layer",
        "name_changed",
        "guessed",
        "looks_like_memo",
    }
    assert given == set(REMARKS)
    assert all(dutch and english and dutch != english for dutch, english in REMARKS.values())
