"""Projects of other programs, small ones written here: what comes in, and what is told of the rest."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coding.book import codebook
from coding.marks import actions, codings
from coding.memos import memos
from exchange import report
from exchange.refi.arriving import Imported, import_project
from pilot import access
from pilot.access import Role
from pilot.accounts import accounts, members
from pilot.config import ROOT
from pilot.errors import BadInput
from pilot.families import people
from pilot.store.files import new_guid, open_pilot, open_register, open_server
from tests.exchange.refi.projects import (
    CODE,
    CODER,
    HEAD,
    OTHER,
    SECOND,
    check_valid,
    content,
    exported,
    packed,
    project,
    selection,
    source,
    sources,
    stored,
)
from texts import documents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.builder import SmallPilot

TEXT = "🙂 Eerst was het koud.\r\nToen 👩‍👧 warm, warm en cafe\u0301.\r\n\r\nTot slot warm."


def at(words: str, unit: str, nth: int = 0) -> tuple[int, int]:
    """Where words stand in TEXT, as a program counts that has 'utf16' or 'lf'."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    spans = (TEXT[:start], TEXT[:start + len(words)])
    if unit == "utf16":
        return tuple(len(part.encode("utf-16-le")) // 2 for part in spans)  # type: ignore[return-value]
    return tuple(len(part.replace("\r\n", "\n")) for part in spans)  # type: ignore[return-value]


def brought(tmp_path: Path, qde: str, *files: tuple[str, bytes], name: str = "project.qde") -> Imported:
    """The project as a new pilot, `new.db`."""
    return import_project(packed(tmp_path / "p.qdpx", qde, files, name), tmp_path / "new.db")


@pytest.mark.parametrize(("unit", "origin", "convention"), [
    ("utf16", "NVivo for Windows 12.6", "utf16_crlf2"), ("lf", "ATLAS.ti 8.4", "codepoint_crlf1"),
    ("utf16", "", "utf16_crlf2"), ("lf", "", "codepoint_crlf1")])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.slow
def test_selections_are_on_the_right_words(
    tmp_path: Path, unit: str, origin: str, convention: str, bom: bytes
) -> None:
    """Of both coders, words that come back too, over line ends and with what is written in two code points."""
    wanted = [("koud", 0, SECOND, CODER), ("warm", 1, CODE, CODER), ("warm", 2, CODE, OTHER),
              ("cafe\u0301", 0, CODE, OTHER), ("cafe\u0301.\r\n\r\nTot", 0, CODE, CODER)]
    inner = "".join(selection(*at(words, unit, nth), code, user) for words, nth, code, user in wanted)
    came = brought(tmp_path, project(sources(source(inner, "internal://A.TXT")), origin),
                   ("Sources/a.txt", bom + TEXT.encode()), name="Mijn Project.QDE")
    assert came.convention == convention
    assert came.discarded == {}
    with closing(open_pilot(tmp_path / "new.db")) as db:
        assert db.conn.execute("SELECT u.guid, state FROM coding_status JOIN user u USING (user_id) ORDER BY 1"
                               ).fetchall() == [(CODER, "done"), (OTHER, "done")]
    names = {CODER: "AB", OTHER: "CD", CODE: "Warmte", SECOND: "Kou"}
    assert sorted(one[1:] for one in stored(tmp_path / "new.db")) == sorted(
        (names[user], names[code], words.replace("\r\n", "\n")) for words, _nth, code, user in wanted)


@pytest.mark.slow
def test_it_leaves_again_as_the_standard_asks(tmp_path: Path) -> None:
    """Colours, variables, sets, cases and memos of another program leave as they came, and come back the same."""
    text, note, family, variable = (new_guid() for _ in range(4))
    inner = f"""<Variables><Variable guid="{variable}" name="leeftijd" typeOfVariable="Integer"/></Variables>
      <Cases><Case guid="{{{family.upper()}}}" name="Gezin Eik"><Description>Over dit gezin</Description><VariableValue>
        <VariableRef targetGUID="{variable}"/><IntegerValue>34</IntegerValue></VariableValue>
        <SourceRef targetGUID="{text}"/></Case></Cases>
      {sources(source(selection(0, 4) + f'<NoteRef targetGUID="{note}"/>', text="Warm was het", guid=text))}
      <Notes><Note guid="{note}" name="Idee" creatingUser="{OTHER}">
      <PlainTextContent>Nog eens lezen</PlainTextContent></Note>
      </Notes><Sets><Set guid="{new_guid()}" name="Reeks"><MemberCode targetGUID="{CODE}"/><MemberSource
        targetGUID="{text}"/></Set></Sets><Description>Ons project</Description>"""
    came = brought(tmp_path, project(inner))
    assert came.told() == {"documents": 1, "codes": 2, "codings": 1, "memos": 3, "cases": 1, "discarded": {},
                           "offset_convention": "codepoint"}
    exported(tmp_path / "new.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    qde = content(tmp_path / "a.qdpx")["project.qde"].decode()
    for said in ('color="#FFFF00"', "<IntegerValue>34</IntegerValue>", 'name="Reeks"', "Gezin Eik", "Nog eens lezen",
                 "Ons project", "Over dit gezin"):
        assert said in qde
    import_project(tmp_path / "a.qdpx", tmp_path / "again.db")
    exported(tmp_path / "again.db", tmp_path / "b.qdpx")
    assert content(tmp_path / "a.qdpx") == content(tmp_path / "b.qdpx")


def test_a_text_without_a_case_is_nobodys(tmp_path: Path) -> None:
    """It is read and coded as any text, and its family leaves as no case."""
    came = brought(tmp_path, project(sources(source(selection(0, 4), text="Warm was het"))))
    assert came.counts["cases"] == 0
    with closing(open_pilot(tmp_path / "new.db")) as db:
        assert db.conn.execute("SELECT f.guid, pseudonym FROM document JOIN family f USING (family_id)").fetchall() == [
            (people.NO_FAMILY, "Zonder gezin")]
    exported(tmp_path / "new.db", tmp_path / "a.qdpx")
    assert b"<Case" not in content(tmp_path / "a.qdpx")["project.qde"]


def test_names_of_coders_stay_outside(tmp_path: Path) -> None:
    """A label or initials are kept, a name becomes a number, and it is told."""
    head = HEAD.replace('"AB"', '"Annelies van Dam"').replace('"CD"', '"coder 7"')
    came = brought(tmp_path, project(sources(source(selection(0, 4) + selection(0, 4, user=OTHER), text="Warm"))
                                     , head=head))
    assert came.discarded == {"name_of_a_coder": 1}
    assert {one[1] for one in stored(tmp_path / "new.db")} == {"coder 1", "coder 7"}
    assert b"Annelies" not in (tmp_path / "new.db").read_bytes()


@pytest.mark.slow
def test_real_names_are_guarded_until_somebody_says_there_are_none(tmp_path: Path) -> None:
    """A text of which nobody said so is raw; the operator can say it of all."""
    packed(tmp_path / "p.qdpx", project(sources(source("", text="Warm was het"))))
    for name, free, kind in (("a.db", False, "raw"), ("b.db", True, "deidentified")):
        import_project(tmp_path / "p.qdpx", tmp_path / name, free_of_names=free)
        with closing(open_pilot(tmp_path / name)) as db:
            assert db.conn.execute("SELECT kind FROM document_version").fetchall() == [(kind,)]


def test_what_cannot_come_is_counted(tmp_path: Path) -> None:
    """Pictures, PDF places, links to nothing, texts that are missing, selections outside or without a code."""
    missing = source(selection(0, 4), "internal://weg.txt")
    elsewhere = source("", "relative:///Users/zwaantje/a.txt")
    whole = source(selection(0, 4) + selection(3, 3) + selection(0, 400) + selection(-1, 2)
                   + selection(0, 4, code=new_guid()), text="Warm was het")
    picture = f'<PictureSource guid="{new_guid()}" path="internal://x.jpg"/>'
    link = f'<Links><Link guid="{new_guid()}" originGUID="{new_guid()}" targetGUID="{new_guid()}"/></Links>'
    came = brought(tmp_path, project(sources(missing, elsewhere, whole, picture) + link).replace(
        'name="P"', 'name="P" basePath="/Users/zwaantje"'))
    assert came.discarded == {
        "source_without_text": 2, "selection_without_text": 1, "coding": 4, "selection_outside_text": 3,
        "coding_without_code": 1, "selection_without_code": 1, "picture": 1, "link": 1, "base_path": 1}
    assert came.counts["codings"] == 1
    for part in tmp_path.glob("new.db*"):
        assert b"zwaantje" not in part.read_bytes()


def test_codes_of_another_program_keep_what_they_are(tmp_path: Path) -> None:
    """Pale colours, names that stand twice, deep trees and empty definitions, which our own files may not have."""
    deep = "".join(f'<Code guid="{new_guid()}" name="Laag" isCodable="true" color="#FFF">' for _ in range(8))
    head = HEAD.replace("</Codes>", f"{deep}{'</Code>' * 8}</Codes>")
    came = brought(tmp_path, project("", head=head))
    assert came.counts["codes"] == 10
    with closing(open_pilot(tmp_path / "new.db")) as db:
        newest = codebook.newest(db)
        assert newest is not None
        rows = codebook.codes(db, newest.codebook_version_id, "nl")
        assert [(row.name, row.color, row.depth) for row in rows[2:]] == [("Laag", "#FFFFFF", n) for n in range(8)]
        assert rows[0].color == "#FFFF00"
        assert codebook.load(codebook.text(db, newest)).origin == "REFI-QDA"


def test_a_description_is_a_memo(tmp_path: Path) -> None:
    """What another program says of a selection is kept as a memo on the words, of who made the selection."""
    inner = selection(0, 4).replace("><Coding", f' creatingUser="{OTHER}"><Description>Let op</Description><Coding', 1)
    brought(tmp_path, project(sources(source(inner, text="Warm was het"))))
    with closing(open_pilot(tmp_path / "new.db")) as db:
        (one,) = memos.memos(db, access.operator(db, "x"))
        assert (one.body, one.author, [column for column, _ in one.on]) == ("Let op", OTHER, ["passage_id"])


def test_times_of_a_transcript(tmp_path: Path, jfk: Path) -> None:
    """A recording with its transcript comes with its sound, times and passages between two places."""
    one, two, three = (new_guid() for _ in range(3))
    transcript = f"""<AudioSource guid="{new_guid()}" name="Opname" path="internal://r.ogg"><Transcript
      guid="{new_guid()}" name="Uitgewerkt" plainTextPath="internal://r.txt"><SyncPoint guid="{one}" timeStamp="0"
      position="0"/><SyncPoint guid="{two}" timeStamp="2500" position="14"/><SyncPoint guid="{three}"
      timeStamp="4000" position="19"/><TranscriptSelection guid="{new_guid()}" fromSyncPoint="{two}"
      toSyncPoint="{three}"><Coding guid="{new_guid()}" creatingUser="{CODER}"><CodeRef targetGUID="{CODE}"/></Coding>
      </TranscriptSelection></Transcript></AudioSource>"""
    came = brought(tmp_path, project(sources(transcript)), ("sources/r.txt", "Koud was het.\nWarm 🙂 toen.".encode()),
                   ("sources/r.ogg", jfk.read_bytes()))
    assert came.discarded == {"second_name": 1}  # of the recording, whose text is called otherwise
    assert stored(tmp_path / "new.db")[0][1:] == ("AB", "Warmte", "Warm ")
    with closing(open_pilot(tmp_path / "new.db")) as db:
        assert db.conn.execute("SELECT start_char, end_char, start_ms FROM timing").fetchall() == [
            (0, 13, 0), (14, 19, 2500), (19, 26, 4000)]
        assert db.conn.execute("SELECT duration_ms > 10000 FROM recording JOIN document USING (recording_id)"
                               ).fetchall() == [(1,)]
    exported(tmp_path / "new.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")


def _coded(begin: int, end: int) -> str:
    """A piece of sound with a coding, by its times in ms."""
    return (f'<AudioSelection guid="{new_guid()}" begin="{begin}" end="{end}"><Coding guid="{new_guid()}"'
            f' creatingUser="{CODER}"><CodeRef targetGUID="{CODE}"/></Coding></AudioSelection>')


@pytest.mark.slow
def test_pieces_of_sound_become_the_words_said_in_them(tmp_path: Path, jfk: Path) -> None:
    """By the places whose times the transcript says, outwards; without such a transcript they are told as left out."""
    points = "".join(f'<SyncPoint guid="{new_guid()}" timeStamp="{ms}" position="{at}"/>'
                     for ms, at in ((0, 0), (2500, 14), (4000, 19)))
    pieces = _coded(2600, 3900) + _coded(0, 2500) + _coded(4100, 9000) + _coded(3000, 2000)
    with_text = (f'<AudioSource guid="{new_guid()}" name="Opname" path="internal://r.ogg"><Transcript'
                 f' guid="{new_guid()}" plainTextPath="internal://r.txt">{points}</Transcript>{pieces}</AudioSource>')
    without = f'<AudioSource guid="{new_guid()}" name="Kaal" path="internal://none.ogg">{_coded(0, 900)}</AudioSource>'
    came = brought(tmp_path, project(sources(with_text, without)), ("sources/r.ogg", jfk.read_bytes()),
                   ("sources/r.txt", "Koud was het.\nWarm 🙂 toen.".encode()))
    assert came.discarded == {"recording_file": 1, "recording_selection": 2, "coding": 2}
    assert sorted(row[-1] for row in stored(tmp_path / "new.db")) == ["Koud was het.\n", "Warm ", "🙂 toen."]
    exported(tmp_path / "new.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")
    import_project(tmp_path / "a.qdpx", tmp_path / "again.db")
    assert [row[1:] for row in stored(tmp_path / "again.db")] == [row[1:] for row in stored(tmp_path / "new.db")]


def test_what_was_left_out_is_kept_with_the_pilot(tmp_path: Path) -> None:
    """The report of the command stands in the new pilot too, for its pages; every kind has words."""
    came = brought(tmp_path, project(sources(
        f'<PictureSource guid="{new_guid()}" name="Foto"/><PictureSource guid="{new_guid()}" name="Kaart"/>')))
    with closing(open_pilot(tmp_path / "new.db")) as db:
        kept = report.came_from(db, access.operator(db, "x"))
    assert kept is not None
    assert (kept.counts, kept.left_out) == (came.counts, {"picture": 2})
    assert kept.left_out_of == came.discarded_of == {"picture": ["Foto", "Kaart"]}
    kinds = set(re.findall(r'leave\(\s*"(\w+)"', "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "exchange/refi").glob("*.py"))))
    assert len(kinds) > 20
    assert kinds <= set(report.NAMES)


def test_sound_that_is_none_is_left_out(tmp_path: Path) -> None:
    """Its text comes in, and it is told."""
    sound = f'<AudioSource guid="{new_guid()}" path="internal://r.ogg"/>'
    came = brought(tmp_path, project(sources(sound, source("", text="Warm"))), ("sources/r.ogg", b"no sound" * 100))
    assert came.discarded == {"recording_file": 1}
    assert not (tmp_path / "recordings").exists()


def test_it_can_become_a_pilot_of_a_home(small: SmallPilot, tmp_path: Path) -> None:
    """Called pilot.db it gets its folder and register; whoever is made a member reads, codes and corrects its texts,
    and what was coded elsewhere goes along."""
    packed(tmp_path / "p.qdpx", project(sources(source(
        selection(*at("cafe\u0301", "lf")) + selection(*at("Tot slot", "lf")), text=TEXT))))
    place = small.home.pilot("nieuw")
    import_project(tmp_path / "p.qdpx", place.db_path)
    assert place.slug in [one.slug for one in small.home.pilots()]
    open_register(place.register_path).close()
    with closing(open_server(small.home.server_path)) as server, closing(open_pilot(place.db_path)) as db:
        accounts.set_roles(server, db, "nieuw", "evaluator", [Role.EVALUATOR])
        members.let_prepare(small.home, db, access.operator(db, "nieuw"), small.accounts["evaluator"], True)
        viewer = access.viewer_for(db, small.accounts["evaluator"], [Role.EVALUATOR], "nieuw")
        guid = db.conn.execute("SELECT guid FROM document").fetchone()[0]
        turns = documents.transcript(db, viewer, guid)["turns"]
        assert "\n".join(turn["text"] for turn in turns) == TEXT.replace("\r\n", "\n")
        op = {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": "warmte", "start": 2, "end": 7}
        assert actions.apply_ops(db, viewer, guid, [op])["results"][0]["state"] == "confirmed"
        version = db.conn.execute("SELECT read_version_id FROM document").fetchone()[0]
        changed = [replace(turn, text=turn.text.replace("koud", "ijskoud"))
                   for turn in documents.turns_of(db, version)]
        documents.revise(db, viewer, guid, changed, kind="corrected", engine="test")
        found = codings.codings(db, viewer, guid, others=True)["codings"]
        text = "\n".join(turn["text"] for turn in documents.transcript(db, viewer, guid)["turns"])
        assert [text[one["start"]:one["end"]] for one in found] == ["Eerst", "cafe\u0301", "Tot slot"]


def test_a_folder_that_was_made_goes_again(tmp_path: Path) -> None:
    """A home has no folder of a pilot that could not be made."""
    packed(tmp_path / "p.qdpx", project("", head="<Users/>").replace("</Project>", ""))
    with pytest.raises(BadInput, match="damaged"):
        import_project(tmp_path / "p.qdpx", tmp_path / "nieuw" / "pilot.db")
    assert not (tmp_path / "nieuw").exists()


def test_values_and_numbers_that_fit_nowhere(tmp_path: Path) -> None:
    """A value that is none of its kind is told, for the schema would refuse it; a time beyond all years is none."""
    variable = new_guid()
    inner = f"""<Variables><Variable guid="{variable}" name="leeftijd" typeOfVariable="Integer"/></Variables>
      <Cases><Case guid="{new_guid()}" name="Eik"><VariableValue><VariableRef targetGUID="{variable}"/>
        <TextValue>34 jaar</TextValue></VariableValue><VariableValue><VariableRef targetGUID="{new_guid()}"/>
        <TextValue>x</TextValue></VariableValue></Case></Cases>""" + sources(
        f"""<AudioSource guid="{new_guid()}"><Transcript guid="{new_guid()}"><PlainTextContent>Warm</PlainTextContent>
        <SyncPoint guid="{new_guid()}" position="0" timeStamp="{'9' * 30}"/></Transcript></AudioSource>""")
    came = brought(tmp_path, project(inner))
    assert came.discarded == {"value_of_another_kind": 1, "value_without_variable": 1, "recording_file": 1}
    exported(tmp_path / "new.db", tmp_path / "a.qdpx")
    check_valid(tmp_path / "a.qdpx")


def test_long_names_are_cut_and_told(tmp_path: Path) -> None:
    """Names of variables and sets stand in lists: on one line, as long as any other; how many were cut is told."""
    long = f"Wat&#10;er&#x9;{'was' * 2000}"
    came = brought(tmp_path, project(
        f'<Variables><Variable guid="{new_guid()}" name="{long}" typeOfVariable="Text"/></Variables>'
        + sources(source(selection(0, 4), text="Warm was het"))
        + f'<Sets><Set guid="{new_guid()}" name="{long}"/><Set guid="{new_guid()}" name="Kort&#10; en goed"/></Sets>'))
    with closing(open_pilot(tmp_path / "new.db")) as db:
        names = [name for table in ("refi_variable", "refi_set")
                 for (name,) in db.conn.execute(f"SELECT name FROM {table} ORDER BY rowid")]
    cut = f"Wat er {'was' * 2000}"[:80]
    assert names == [cut, cut, "Kort en goed"]
    assert came.discarded_of["long_name"] == [cut]
