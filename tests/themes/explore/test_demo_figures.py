"""The explorer's figures of the demo, counted once more by plain loops over what lies in its tables."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import pytest

import demo
from demo import out
from pilot import access
from pilot.access import Role, viewer_for
from pilot.dates import months_since
from pilot.store.files import open_pilot
from pilot.vocabulary import voices
from stories.learning import from_words
from tests.present import present
from themes import frames
from themes.explore.beside import beside
from themes.explore.course import course
from themes.explore.first import first_mentions
from themes.explore.in_time import in_time
from themes.explore.sides import Sides
from themes.over_time import SUPPORT
from themes.saturation import saturation
from themes.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from pilot.access import Viewer

pytestmark = pytest.mark.slow
CODE = "vast_gezicht"
SIGNS = {"+": "plus", "-": "minus", "±": "both", None: "unstated"}


@dataclass
class Demo:
    """The demo as plain rows: by document id its family, day, kind and version; who is done with it; the codings as
    (code, start, end, sign) by document of who is; when support of each family started."""

    db: Database
    viewer: Viewer
    documents: dict[int, tuple[str, str, str, int]]
    done: set[int]
    codings: dict[int, list[tuple[str, int, int, str | None]]]
    starts: dict[str, str]
    codes: list[str]

    def in_order(self) -> list[int]:
        """Documents in the order of telling."""
        return sorted(self.documents, key=lambda one: (self.documents[one][1], one))

    def period(self, document: int) -> int:
        """Half-years of support."""
        family, day, _kind, _version = self.documents[document]
        return max(-1, months_since(self.starts[family], day) // 6)

    def says(self, document: int, code: str) -> bool:
        """Whether the code is in it, by who is done."""
        return any(key == code for key, *_span in self.codings.get(document, []))

    def state(self, documents: list[int], code: str) -> str:
        """What is known of a code in these documents."""
        if not documents:
            return "no_story"
        signs = [sign for one in documents for sign in self.signs(one, code)]
        if not signs:
            return "coded_not_said" if all(one in self.done for one in documents) else "told_not_coded"
        found = {"+" for one in signs if one in ("+", "±")} | {"-" for one in signs if one in ("-", "±")}
        return SIGNS["±" if len(found) == 2 else found.pop() if found else None]

    def signs(self, document: int, code: str) -> list[str | None]:
        """Of each place, codings that overlap as one, its direction."""
        places: list[list[tuple[int, int, str | None]]] = []
        for _key, start, end, sign in sorted(
                (one for one in self.codings.get(document, []) if one[0] == code), key=lambda one: one[1:3]):
            if places and start < max(last for _start, last, _sign in places[-1]):
                places[-1].append((start, end, sign))
            else:
                places.append([(start, end, sign)])
        merged = [{sign for *_span, sign in place if sign} for place in places]
        return [None if not each else "±" if len(each) > 1 else next(iter(each)) for each in merged]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo pilot, read by plain SQL; without its release, which takes half of the time and says nothing here."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in ((out, "release"), (from_words, "together")):
            patch.setattr(module, name, lambda *_given: None)
        pilot = demo.make(tmp_path_factory.mktemp("explored") / "home")
    with closing(open_pilot(pilot.db_path)) as db:
        guid = db.conn.execute("SELECT guid FROM user WHERE label = 'evaluator 1'").fetchone()[0]
        viewer = viewer_for(db, guid, [Role.EVALUATOR], pilot.slug)
        where, params = access.documents_where(db, viewer)
        documents = {row[0]: (row[1], row[2], row[3], row[4]) for row in db.conn.execute(
            "SELECT d.document_id, f.guid, d.told_on, d.kind, d.read_version_id FROM document d JOIN family f"
            f" USING (family_id) WHERE {where}", params)}
        finished = set(db.conn.execute("SELECT document_id, user_id FROM coding_status WHERE state = 'done'"))
        codings: dict[int, list[tuple[str, int, int, str | None]]] = {}
        for document, coder, *coding in db.conn.execute(
                "SELECT c.document_id, c.coder_id, k.key, p.start_char, p.end_char, c.sign FROM coding c"
                " JOIN code k USING (code_id) JOIN document d ON d.document_id = c.document_id JOIN coding_place p"
                " ON p.coding_id = c.coding_id AND p.version_id = d.read_version_id"
                " WHERE c.retracted_at IS NULL AND c.layer = 'coder' AND p.start_char IS NOT NULL"):
            if (document, coder) in finished:
                codings.setdefault(document, []).append(tuple(coding))
        starts = dict(db.conn.execute("SELECT f.guid, min(p.starts_on) FROM family f JOIN support_period p"
                                      " USING (family_id) GROUP BY f.guid").fetchall())
        codes = [row[0] for row in db.conn.execute(
            "SELECT k.key FROM code_definition d JOIN code k USING (code_id) WHERE d.is_codable")]
        yield Demo(db, viewer, documents, {document for document, _user in finished}, codings, starts, codes)


def test_a_theme_in_time(made: Demo) -> None:
    """Every code in every family and half-year of support."""
    material = present(frames.load(made.db, made.viewer, Scope()))
    for code in made.codes:
        cells = in_time(material, code, SUPPORT).cells
        for family, period, state in cells[["family", "period", "state"]].itertuples(index=False, name=None):
            inside = [one for one, (of, *_rest) in made.documents.items() if of == family
                      and made.period(one) == period]
            assert state == made.state(inside, code), (code, family, period)
    ends = in_time(material, CODE, SUPPORT).ends
    assert ends[["said", "coded"]].to_numpy().tolist() == [[2, 6], [5, 5], [4, 5], [3, 5], [2, 5], [1, 1]]


def test_first_mentions(made: Demo) -> None:
    """Every code in every half-year of support: who said it first, of how many that could."""
    found = first_mentions(present(frames.load(made.db, made.viewer, Scope())), SUPPORT).steps
    for code in made.codes:
        silent = {*made.starts}
        for row in found[found["code"] == code].to_dict("records"):
            inside = [one for one in made.documents if made.period(one) == row["period"]]
            risk = {made.documents[one][0] for one in inside if one in made.done} & silent
            first = {made.documents[one][0] for one in inside if made.says(one, code)} & silent
            silent -= first
            assert (row["at_risk"], {one.family for one in row["who"]}) == (len(risk), first), (code, row["label"])
    assert found.loc[found["code"] == CODE, ["first", "at_risk"]].to_numpy().tolist() == [
        [2, 6], [3, 3], [1, 1], [0, 0], [0, 0], [0, 0]]


def test_each_family_in_time(made: Demo) -> None:
    """Every code of every family in each of its stories and conversations."""
    material = present(frames.load(made.db, made.viewer, Scope()))
    for family in made.starts:
        own = [one for one in made.in_order() if made.documents[one][0] == family]
        assert course(material, family).cells["state"].tolist() == [
            made.state([one], code.key) for code, one in product(material.codes, own)]


def test_new_codes_in_order(made: Demo) -> None:
    """Conversation after conversation the codes that came up so far."""
    seen: set[str] = set()
    counts = []
    for one in made.in_order():
        if made.documents[one][2] == "interview" and one in made.done:
            seen |= {key for key, *_span in made.codings.get(one, [])} & {*made.codes}
            counts.append(len(seen))
    steps = present(saturation(made.db, made.viewer, Scope())).steps
    assert [one.so_far for one in steps] == counts == [17, 21, 23, 24, 25, 25, *[26] * 7]


def test_voices_side_by_side(made: Demo) -> None:
    """Families in which a voice said each code, of those in which it was heard in what is coded."""
    found = present(beside(made.db, made.viewer, Scope(), Sides()))
    turns: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for version, voice, start, end in made.db.conn.execute("SELECT version_id, voice, start_char, end_char FROM turn"):
        turns.setdefault((version, voice), []).append((start, end))
    for code, voice in product(made.codes, (voices.FAMILY, voices.COACH, voices.PARTNER)):
        heard = {one: spans for one, (*_rest, version) in made.documents.items()
                 if (spans := turns.get((version, voice)))}
        said = {made.documents[one][0] for one, spans in heard.items() for key, start, end, _sign in
                made.codings.get(one, []) if key == code and any(start < b and a < end for a, b in spans)}
        coded = {made.documents[one][0] for one in heard if one in made.done}
        row = found.cells[(found.cells["code"] == code) & (found.cells["side"] == voice)].iloc[0]
        assert (row["families_said"], row["families_coded"]) == (len(said), len(coded)), (code, voice)
    shares = found.cells.loc[found.cells["code"] == CODE, ["families_said", "families_coded"]]
    assert shares.to_numpy().tolist() == [[5, 6], [6, 6], [1, 1]]
