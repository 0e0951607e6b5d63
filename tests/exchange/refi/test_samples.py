"""Projects that NVivo and ATLAS.ti wrote: every selection on the right words, and what could not come is told."""

from __future__ import annotations

import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from exchange.refi.arriving import import_project
from pilot.store.files import open_pilot
from tests.exchange.refi.projects import check_valid, content, exported, qde, stored

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
def test_nvivo(shared: Path, tmp_path: Path) -> None:
    """All 303 selections hold the words that its UTF-16 units say, and leave again as they came."""
    came = import_project(shared / "samples/refi/nvivo12.qdpx", tmp_path / "new.db")
    assert came.told() == {
        "documents": 2, "codes": 152, "codings": 303, "memos": 0, "cases": 0,
        "discarded": {"name_of_a_coder": 2, "rich_text": 2}, "offset_convention": "utf16_crlf2"}
    wanted: dict[str, str] = {}
    with zipfile.ZipFile(shared / "samples/refi/nvivo12.qdpx") as archive:
        for source in qde(shared / "samples/refi/nvivo12.qdpx").iter("{*}TextSource"):
            name = source.get("plainTextPath").replace("internal://", "Sources/")
            units = archive.read(name).decode("utf-8-sig").encode("utf-16-le")
            for one in source.iter("{*}PlainTextSelection"):
                start, end = int(one.get("startPosition")), int(one.get("endPosition"))
                words = units[2 * start:2 * end]
                said = words.decode("utf-16-le").replace("\r\n", "\n")
                wanted |= {coding.get("guid"): said for coding in one.iter("{*}Coding")}
    assert {guid: quote for guid, _coder, _code, quote in stored(tmp_path / "new.db")} == wanted
    exported(tmp_path / "new.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    import_project(tmp_path / "a.qdpx", tmp_path / "again.db")
    exported(tmp_path / "again.db", tmp_path / "b.qdpx")
    assert content(tmp_path / "a.qdpx") == content(tmp_path / "b.qdpx")


def test_atlas_ti(shared: Path, tmp_path: Path) -> None:
    """Its texts are not in the file, so no document comes; codes with their colours, memos and sets do."""
    came = import_project(shared / "samples/refi/atlasti8.qdpx", tmp_path / "new.db")
    assert came.convention == "codepoint_crlf1"
    kept = {"kept_figures", "kept_areas"}
    assert {kind: n for kind, n in came.counts.items() if kind not in kept} == {
        "documents": 0, "codes": 14, "codings": 0, "memos": 2, "cases": 0}
    assert all(came.counts[kind] for kind in kept)
    assert came.discarded["source_without_text"] == 11
    assert came.discarded.keys() >= {"coding", "film_selection", "graph", "base_path"}
    with closing(open_pilot(tmp_path / "new.db")) as db:
        assert db.conn.execute("SELECT count(*) FROM refi_set").fetchone()[0] > 10
        assert ("Coke::diet Coke", "#966450") in db.conn.execute(
            "SELECT name_nl, color FROM code_definition").fetchall()
    exported(tmp_path / "new.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
