"""The sets that were written before the rules saw them: what was mended after their first runs stays mended."""

from __future__ import annotations

import pytest

from tests.corpus.fresh_set import SETS, score_fresh


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_every_finding_they_deserve_and_no_other(folder: object) -> None:
    score = score_fresh(folder)  # type: ignore[arg-type]
    assert score.wrong == []
    assert score.right > 20
