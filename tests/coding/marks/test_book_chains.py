"""Any chain of changes of a codebook, with coders at work in between: no coding is lost, and none is left behind."""

from __future__ import annotations

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coding.book import changing, codebook, edits, turning
from coding.marks import codings, deciding, merging
from pilot.access import viewer_for
from pilot.errors import BadInput
from pilot.store.files import open_pilot
from tests.coding.book.test_changing import new
from tests.coding.marks.test_merging import BOOK, give, remove, state

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils import Database

    from coding.book.model import Code
    from pilot.access import Viewer
    from tests.builder import SmallPilot

BY_EDITORS = ("add", "rename", "move", "merge", "split", "retire", "bring_back", "undo", "take_back", "load")
BY_CODERS = ("code", "remove", "decide", "done")
# A coder's codings with one code on the same words are one judgement: it is on the list once.
LIVING = ("SELECT c.guid, k.key, c.coder_id || ' ' || p.start_char || ' ' || p.end_char FROM coding c"
          " JOIN code k USING (code_id) JOIN coding_place p USING (coding_id) WHERE c.retracted_at IS NULL")
WHOSE = ("SELECT c.guid, c.coder_id, c.created_at, c.document_id, p.start_char, p.end_char FROM coding c"
         " JOIN coding_place p USING (coding_id)")

# A coding that a decision made beside another, and that other, with one code on the same words.
DOUBLED = ("SELECT c.guid FROM coding c JOIN coding_recoded r ON r.coding_id = c.coding_id AND r.at = c.created_at"
           " JOIN coding_place p ON p.coding_id = c.coding_id JOIN coding_place q ON q.passage_id = p.passage_id"
           " JOIN coding t ON t.coding_id = q.coding_id AND t.coding_id < c.coding_id AND t.code_id = c.code_id"
           " AND t.coder_id = c.coder_id WHERE c.retracted_at IS NULL AND t.retracted_at IS NULL AND t.sign IS c.sign")


def lasting(row: tuple[object, ...]) -> tuple[object, ...]:
    """What no change of the codebook changes; it takes away only what a decision about it made, as of that moment."""
    guid, _code, _version, *more, created, retracted = row
    return guid, *more, created, None if retracted == created else retracted


@dataclass
class Chain:
    """One pilot in which things happen; `then`: the codings as each version had them, while no coder did more since."""

    db: Database
    people: list[Viewer]
    document: str
    names: count[int] = field(default_factory=count)
    then: dict[int, object] = field(default_factory=dict)

    def number(self) -> int:
        """Of the version in use."""
        newest = codebook.newest(self.db)
        assert newest is not None
        return newest.number

    def code(self, n: int) -> Code:
        """One of the codes and groups in use."""
        codes = [code for code, _parent, _depth in changing.in_use(self.db).walk()]
        return codes[n % len(codes)]

    def do(self, what: str, a: int, b: int) -> None:
        """Do it, as far as it can be done."""
        db, who, seen, name = self.db, self.people[b % len(self.people)], self.number(), f"Code {next(self.names)}"
        if what == "add":
            changing.add(db, who, new(name), self.code(a).key if b % 2 else "")
        elif what == "rename":
            changing.change(db, who, replace(self.code(a), name={"nl": name, "en": name}), seen=seen)
        elif what == "move":
            changing.move(db, who, self.code(a).key, self.code(b).key if b % 3 else "", seen=seen)
        elif what == "merge":
            merging.merge(db, who, [self.code(a).key], self.code(b).key, seen=seen, is_same=bool(a % 2))
        elif what == "split":
            merging.split(db, who, self.code(a).key, [new(f"{name} a"), new(f"{name} b")], seen=seen)
        elif what == "retire":
            changing.retire(db, who, self.code(a).key, seen=seen)
        elif what == "bring_back":
            keys = [row[0] for row in db.conn.execute("SELECT key FROM code ORDER BY code_id")]
            changing.bring_back(db, who, keys[a % len(keys)])
        elif what == "undo":
            merging.undo(db, who, 1 + a % seen)
        elif what == "take_back":
            merging.take_back(db, who, 1 + a % seen)
        elif what == "load":
            codebook.adopt(db, who, codebook.dump(edits.without(changing.in_use(db), self.code(a).key)))
        else:
            self.work(what, a, who)

    def work(self, what: str, a: int, who: Viewer) -> None:
        """What coders do."""
        mine = codings.codings(self.db, who, self.document)["codings"]
        waiting = deciding.left(self.db, who)
        if what == "code" and self.code(a).codable:
            give(self.db, who, self.document, self.code(a).key, a % 40)
        elif what == "remove" and mine:
            remove(self.db, who, self.document, mine[a % len(mine)]["id"])
        elif what == "decide" and waiting:
            one = waiting[a % len(waiting)]
            deciding.decide(self.db, who, one.coding, [part.key for part in one.parts][:a % 3])
        elif what == "done":
            codings.set_status(self.db, who, self.document, "done")

    def check(self, what: str, a: int, before: list[tuple[object, ...]], version: int) -> None:
        """What holds after everything."""
        after = state(self.db)
        codable = {code.key for code, _parent, _depth in changing.in_use(self.db).walk() if code.codable}
        waiting = {one.coding for who in self.people for one in deciding.left(self.db, who)}
        living = self.db.conn.execute(LIVING).fetchall()
        listed = {(key, where) for guid, key, where in living if guid in waiting}
        for _guid, key, where in living:
            assert key in codable or (key, where) in listed, (key, where)
        assert {row[0] for row in before} <= {row[0] for row in after}, "a coding is gone"
        if what in BY_EDITORS:
            assert [lasting(row) for row in after] == [lasting(row) for row in before], "more than the code changed"
            newest = codebook.newest(self.db)
            merged = newest and any(one.kind == "merge" for one in turning.in_force(
                self.db, newest.codebook_version_id))
            assert merged or not self.db.conn.execute(DOUBLED).fetchall(), "a decision for two parts left two"
        else:
            self.then.clear()
        if what == "take_back" and self.number() > version and 1 + a % version in self.then:
            assert after == self.then[1 + a % version], "a version that was taken back is not what it was"
        self.then[self.number()] = after


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from((*BY_EDITORS, *BY_CODERS, "code", "merge", "split", "take_back")),
                          st.integers(0, 60), st.integers(0, 60)), min_size=6, max_size=22))
@example([("split", 1, 0), ("decide", 2, 0), ("undo", 1, 0), ("take_back", 1, 0), ("take_back", 2, 0)])
@pytest.mark.slow
def test_no_coding_is_lost_or_left_behind(small: SmallPilot, tmp_path: Path, steps: list[tuple[str, int, int]]) -> None:
    """Every living coding has a code of the codebook in use or waits on its coder's list; a change of the codebook
    changes codes of codings and nothing else; of a split undone no passage keeps two; places and coders stay; a version
    taken back has the codings it had."""
    path = tmp_path / "chain.db"
    path.unlink(missing_ok=True)
    shutil.copy(small.pilot.db_path, path)
    with closing(open_pilot(path)) as db:
        db.conn.execute("PRAGMA synchronous = OFF")
        people = [viewer_for(db, small.accounts[name], small.viewers[name].roles, "proef")
                  for name in ("evaluator", "evaluator2")]
        codebook.adopt(db, people[0], BOOK)
        chain = Chain(db, people, small.interview(db))
        for n, who in enumerate(people):
            give(db, who, chain.document, "een", 0, "+")
            give(db, who, chain.document, "twee", 10 * n)
        whose = set(db.conn.execute(WHOSE))
        for what, a, b in steps:
            before, version = state(db), chain.number()
            with suppress(BadInput):
                chain.do(what, a, b)
            chain.check(what, a, before, version)
        assert whose <= set(db.conn.execute(WHOSE))
