"""The two commands: JSON of what came or left, and one sentence for what cannot be done."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from cli import cli
from exchange.refi import ours
from pilot.store.files import is_plain, new_guid, open_pilot
from tests.exchange.refi.projects import check_valid, fill, packed, project, selection, source, sources

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from tests.builder import SmallPilot


def run(*words: object) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a command."""
    answer = CliRunner().invoke(cli, [str(word) for word in words])
    return answer.exit_code, answer.stdout, answer.stderr


@pytest.mark.slow
def test_out_and_in(small: SmallPilot, db: Database, jfk: Path, tmp_path: Path) -> None:
    """A pilot leaves and comes back beside others, under any names."""
    fill(small, db, jfk)
    code, out, _ = run("refi-export", small.pilot.db_path, tmp_path / "a.qdpx")
    assert code == 0
    assert json.loads(out)["codings"] == 8
    assert json.loads(out)["left_out"]["private_memo"] == 1
    check_valid(tmp_path / "a.qdpx")
    for name in ("een.db", "twee"):
        code, out, _ = run("refi-import", tmp_path / "a.qdpx", "--pilot", tmp_path / name)
        assert code == 0
        assert json.loads(out) == {"documents": 2, "codes": 4, "codings": 8, "memos": 6, "cases": 2, "discarded": {},
                                   "offset_convention": "codepoint"}
    assert run("refi-export", tmp_path / "twee", tmp_path / "b.qdpx")[0] == 0
    assert run("refi-export", tmp_path / "een.db", tmp_path / "c.qdc")[0] == 0


@pytest.mark.slow
def test_outside_an_encrypted_home_it_is_plain_and_says_so(
    locked: SmallPilot, small_project: Path, tmp_path: Path
) -> None:
    """Beside the pilots of an encrypted home it is encrypted, with what belongs beside it; elsewhere it is not."""
    code, _, said = run("refi-import", small_project, "--pilot", tmp_path / "new.db")
    assert (code, "is not encrypted" in said, is_plain(tmp_path / "new.db")) == (0, True, True)
    for name in ("pilot.db", "other.db"):
        target = locked.home.pilot("nieuw").folder / name
        code, _, said = run("refi-import", small_project, "--pilot", target)
        assert (code, said, is_plain(target)) == (0, "", False)
    assert not any(is_plain(path) for path in locked.home.folder.rglob("*.db"))
    with closing(open_pilot(locked.home.pilot("nieuw").db_path)) as db:
        assert db.conn.execute("SELECT count(*) FROM document").fetchone() == (1,)


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A project with one text."""
    return packed(tmp_path / "small.qdpx", project(sources(source(selection(0, 4), text="Warm"))))


def test_faults_are_one_sentence(tmp_path: Path) -> None:
    """Exit 2, nothing on stdout, one line on stderr, nothing made."""
    packed(tmp_path / "bad.qdpx", "<a/>")
    packed(tmp_path / "good.qdpx", project(sources(source(selection(0, 4), text="Warm"))))
    site = ours.VARIABLES["site"].guid
    packed(tmp_path / "long.qdpx", project(f'''<Variables><Variable guid="{site}" name="site" typeOfVariable="Text"/>
      </Variables><Cases><Case guid="{new_guid()}" name="Eik"><VariableValue><VariableRef targetGUID="{site}"/>
      <TextValue>{"V" * 81}</TextValue></VariableValue></Case></Cases>'''))
    assert "A name has at most 80 characters, and this one has 81." in run(
        "refi-import", tmp_path / "long.qdpx", "--pilot", tmp_path / "new.db")[2]
    (tmp_path / "there.db").touch()
    for words in (("refi-import", tmp_path / "long.qdpx", "--pilot", tmp_path / "new.db"),
                  ("refi-import", tmp_path / "bad.qdpx", "--pilot", tmp_path / "new.db"),
                  ("refi-import", tmp_path / "weg.qdpx", "--pilot", tmp_path / "new.db"),
                  ("refi-import", tmp_path / "good.qdpx", "--pilot", tmp_path / "there.db"),
                  ("refi-export", tmp_path / "weg.db", tmp_path / "a.qdpx"),
                  ("refi-export", tmp_path / "there.db", tmp_path / "map" / "a.qdpx")):
        code, out, err = run(*words)
        assert (code, out, err.count("\n")) == (2, "", 1), words
    assert {path.name for path in tmp_path.iterdir()} >= {"bad.qdpx", "good.qdpx", "there.db"}
    assert not (tmp_path / "new.db").exists()
