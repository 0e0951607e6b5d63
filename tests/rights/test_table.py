"""The table of rights: a line for each use case, and nothing that was said can be read or heard without consent."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.door import USE_CASES
from tests.rights.scene import set_scene
from tests.rights.table import HEADS, Blind, table, withdraw_all
from tests.rights.test_blind import OPEN
from tests.rights.test_use_cases import Spare

if TYPE_CHECKING:
    from pathlib import Path

    from tests.rights.scene import Scene

SAID = {"texts", "sound"}
# These answer still: a project file and a going back without the words that are out of reach, and to a coach her own
# dictation for her own draft, which is nobody else's yet.
ANSWERS = {"exchange.refi.export.export_project", "stories.back.reading.one", "stories.spoken.landing.texts_for"}


@pytest.mark.slow
def test_the_table(everything: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads words or sound is refused to everybody once no consent is left."""
    scene, there = everything.copy(tmp_path / "home"), set_scene(tmp_path / "there")
    blind = Blind(everything, tmp_path)
    monkeypatch.setenv("RODE_DRAAD_HOME", str(scene.small.home.folder))
    withdraw_all(scene)
    names = [name for name, one in USE_CASES.items() if one.reads in SAID]
    with closing(Spare(scene, tmp_path)) as bare:
        rows = {row[0]: dict(zip(HEADS, row, strict=True)) for row in table(bare, there, names, blind)}
    assert len(rows) == len(names) > 3
    assert {name for name, row in rows.items() if row["consent withdrawn"] != "refused"} == ANSWERS
    assert rows["texts.documents.transcript"]["coach, other family"] == "-"
    assert {row["other pilot"] for row in rows.values()} == {"not there", "of this pilot"}
    assert {name for name, row in rows.items() if row["blind"] == "kept back"} == OPEN & set(names)
