"""Projects of REFI-QDA for tests: small foreign ones, a pilot with one of everything, and what is in a file."""

from __future__ import annotations

import re
import zipfile
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from coding.book import codebook
from coding.marks import actions, codings
from coding.memos import memos
from exchange import kept
from exchange.refi import export
from pilot import access
from pilot.config import Pilot
from pilot.store.files import new_guid, open_pilot, write
from tests import recordings
from texts.documents import NewTurn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

SCHEMAS = Path(__file__).parents[1] / "schemas"
BOOK = """
name: {nl: Boek, en: Book}
codes:
  - key: mechanismen
    name: {nl: Mechanismen, en: Mechanisms}
    definition: {nl: Wat werkt., en: What works.}
    color: "#106DE0"
    sign: true
    codes:
      - {key: klik, name: {nl: Klik, en: Click}, definition: {nl: "Het klikt: warm.", en: It clicks.}, color: "#8E1D24",
         use_when: {nl: Bij warmte., en: With warmth.}, not_when: {nl: Nooit., en: Never.}, example: "Zij zei: 'ja'.",
         signals: [voelt goed, "ja, ja"]}
      - {key: tijd, name: {nl: Tijd, en: Time}, definition: {nl: Uren., en: Hours.}, color: "#23201E"}
  - {key: oud, name: {nl: Oud, en: Old}, definition: {nl: Ooit., en: Once.}, color: "#5F5953"}
"""
NEWER = BOOK[:BOOK.index("  - {key: oud")]
# Emoji of several code points, accents that were not composed, a script without spaces, words that come back.
TURNS = (
    NewTurn("Hoe ging het 👩‍👧‍👦 toen?", "Coach", "coach", start_ms=0, end_ms=2500),
    NewTurn("Zij belde zelf. Zij belde zelf: cafe\u0301 🙂, 漢字 & <b>\"dat\"</b> scheelt.", "Moeder", "family",
            start_ms=2500, end_ms=9000),
    NewTurn("Nee.\nEcht niet: 😀😀 ja.", "Moeder", "family", start_ms=9000, end_ms=12_000),
)


@cache
def schema(name: str) -> etree.XMLSchema:
    """The standard's own schema: Project or Codebook."""
    return etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))


def qde(path: Path) -> Any:
    """The root of the project in a .qdpx."""
    with zipfile.ZipFile(path) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".qde"))
        return etree.fromstring(archive.read(name))


def check_valid(path: Path) -> None:
    """A .qdpx or .qdc is as the schema asks, and every text it names lies in it."""
    if path.suffix == ".qdc":
        schema("Codebook").assertValid(etree.parse(path))
        return
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        root = qde(path)
        schema("Project").assertValid(root)
        named = {value.removeprefix("internal://") for element in root.iter() for key, value in element.items()
                 if key in ("plainTextPath", "path")}
        assert {f"sources/{name}" for name in named} <= set(archive.namelist())


_NOT_CONTENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def content(path: Path) -> dict[str, bytes]:
    """What a file holds, part by part, but for when it was written and what it says of itself."""
    if path.suffix == ".qdc":
        return {"": _NOT_CONTENT.sub(b"", path.read_bytes())}
    with zipfile.ZipFile(path) as archive:
        return {name: re.sub(rb'(<Project [^>]*) modifiedDateTime="[^"]+"', rb"\1",
                             _NOT_CONTENT.sub(b"", archive.read(name)))
                for name in sorted(archive.namelist())}


def words(path: Path) -> list[tuple[str, str, str, str]]:
    """Every coding of a .qdpx by the standard's rule (code points): its guid, coder, code and words."""
    found = []
    with zipfile.ZipFile(path) as archive:
        root = qde(path)
        names = {one.get("guid"): one.get("name") for one in root.iter("{*}User", "{*}Code")}
        for source in root.iter("{*}TextSource", "{*}Transcript"):
            text = archive.read(source.get("plainTextPath").replace("internal://", "sources/")).decode()
            places = {one.get("guid"): int(one.get("position")) for one in source.iter("{*}SyncPoint")}
            for one in source.iter("{*}PlainTextSelection", "{*}TranscriptSelection"):
                timed = one.get("fromSyncPoint")
                start = places[timed] if timed else int(one.get("startPosition"))
                end = places[one.get("toSyncPoint")] if timed else int(one.get("endPosition"))
                found += [(coding.get("guid"), names[coding.get("creatingUser")],
                           names[coding.find("{*}CodeRef").get("targetGUID")], text[start:end])
                          for coding in one.iter("{*}Coding")]
    return sorted(found)


def stored(path: Path) -> list[tuple[str, str, str, str]]:
    """Every living coding of a pilot file: guid, label of the coder, Dutch name of the code, words."""
    with closing(open_pilot(path)) as db:
        return sorted(db.conn.execute(
            "SELECT c.guid, u.label, (SELECT name_nl FROM code_definition n WHERE n.code_id = c.code_id"
            " ORDER BY codebook_version_id DESC LIMIT 1), w.quote FROM coding c JOIN user u ON u.user_id = c.coder_id"
            " JOIN document d USING (document_id) JOIN coding_place p ON p.coding_id = c.coding_id"
            " AND p.version_id = d.read_version_id JOIN passage w USING (passage_id) WHERE c.retracted_at IS NULL"))


def exported(path: Path, target: Path, **given: Any) -> export.Exported:
    """A pilot file written to `target` by the command line's own viewer."""
    with closing(open_pilot(path)) as db:
        pilot = Pilot.beside(path)
        return export.export_project(pilot, db, access.operator(db, pilot.slug), target, **given)


def added(code: str, start: int, end: int, **more: object) -> dict[str, object]:
    """An action that codes a passage."""
    return {"op": new_guid(), "kind": "add", "coding": new_guid(), "code": code, "start": start, "end": end, **more}


def fill(small: SmallPilot, db: Database, sound: Path) -> dict[str, str]:
    """One of everything that can leave: two coders, a retired code, signs, a recording, memos, sets; guids by name."""
    boss = small.operator(db)
    codebook.adopt(db, boss, BOOK)
    first = small.interview(db, turns=TURNS)
    second = small.interview(db, "Es", told_on="2021-05-06", turns=TURNS[1:], title="Met geluid & meer")
    recording = recordings.store(small, sound, "Es")
    with write(db):
        db.conn.execute("UPDATE document SET recording_id = (SELECT recording_id FROM recording WHERE guid = ?)"
                        " WHERE guid = ?", (recording, second))
    one, two = small.viewers["evaluator"], small.viewers["evaluator2"]
    text = "\n".join(turn.text for turn in TURNS)
    again = text.index("Zij belde", text.index("Zij belde") + 1)
    smile, long = text.index("🙂"), text.index("toen?")
    actions.apply_ops(db, one, first, [
        added("klik", again, again + 9, sign="+"), added("tijd", again, again + 9, sign="-", weight=3),
        added("oud", smile, smile + 1), added("klik", long, text.index("😀")), added("klik", 0, len(text))])
    actions.apply_ops(db, two, first, [added("klik", again, again + 9, sign="±")])
    codings.set_status(db, two, first, "open")
    actions.apply_ops(db, two, second, [added("klik", 0, 9), added("tijd", 5, 40)])
    codebook.adopt(db, boss, NEWER)
    codings.set_status(db, one, first, "done")
    codings.set_status(db, two, second, "done")
    _memos(db, one.user_id, two.user_id, first, small.families["Berk"])
    return {"first": first, "second": second, "recording": recording}


def _memos(db: Database, one: int, two: int, document: str, family: str) -> None:
    """A memo on each kind of thing, and one on another memo."""
    def row(sql: str, *params: object) -> int:
        return int(db.conn.execute(sql, params).fetchone()[0])

    document_id = row("SELECT document_id FROM document WHERE guid = ?", document)
    passage_id = row("SELECT passage_id FROM passage JOIN document_version USING (version_id) WHERE document_id = ?"
                     " ORDER BY start_char DESC LIMIT 1", document_id)
    on = [("document_id", document_id), ("passage_id", passage_id),
          ("coding_id", row("SELECT coding_id FROM coding WHERE sign = '+'")),
          ("code_id", row("SELECT code_id FROM code WHERE key = 'klik'")),
          ("family_id", row("SELECT family_id FROM family WHERE guid = ?", family))]
    with write(db):
        for n, thing in enumerate(on):
            memo_id = memos.add(db, new_guid(), one, f"Over {thing[0]} 🙂", f"Regel een & <i>\n\nregel {n}", on=[thing],
                                created_at=f"2022-01-0{n + 1}T10:00:00.000Z")
        memos.add(db, new_guid(), two, "Geheim", "Alleen van mij.", is_private=True,
                  created_at="2022-01-08T10:00:00.000Z", changed_at="2022-02-01T10:00:00.000Z")
        memos.add(db, new_guid(), two, "", "Vandaag gelezen.", journal_on="2022-01-09", on=[("other_id", memo_id)],
                  created_at="2022-01-09T10:00:00.000Z")
        kept.add_set(db, new_guid(), "Een verzameling", "van alles", [on[3][1]], [document_id], [memo_id])
        kept.add_value(db, kept.add_variable(db, new_guid(), "leeftijd", "Integer", "in jaren"), "34",
                       family_id=on[4][1])


# Foreign projects

NAMESPACE = 'xmlns="urn:QDA-XML:project:1.0"'
CODER, OTHER, CODE, SECOND = (f"00000000-0000-4000-8000-0000000000{n}" for n in (11, 12, 21, 22))
HEAD = (f'<Users><User guid="{CODER}" name="AB"/><User guid="{OTHER}" name="CD"/></Users><CodeBook><Codes>'
        f'<Code guid="{CODE}" name="Warmte" isCodable="true" color="#FFFF00"/>'
        f'<Code guid="{SECOND}" name="Kou" isCodable="true"/></Codes></CodeBook>')


def project(inner: str, origin: str = "", head: str = HEAD) -> str:
    """A project.qde around sources and what comes after them."""
    return (f'<?xml version="1.0" encoding="utf-8"?><Project {NAMESPACE} name="P" origin={quoteattr(origin)}>'
            f"{head}{inner}</Project>")


def selection(start: int, end: int, code: str = CODE, user: str = CODER, name: str = "") -> str:
    """A selection with one coding."""
    place = f'startPosition="{start}" endPosition="{end}"'
    return (f'<PlainTextSelection guid="{new_guid()}" {place} name={quoteattr(name)}>'
            f'<Coding guid="{new_guid()}" creatingUser="{user}" creationDateTime="2020-01-02T03:04:05Z">'
            f'<CodeRef targetGUID="{code}"/></Coding></PlainTextSelection>')


def source(inner: str, path: str = "internal://a.txt", text: str | None = None, guid: str = "") -> str:
    """A text, beside the project or in it."""
    where = "" if text is not None else f' plainTextPath="{path}"'
    said = "" if text is None else f"<PlainTextContent>{escape(text)}</PlainTextContent>"
    return f'<TextSource guid="{guid or new_guid()}" name="Tekst"{where}>{said}{inner}</TextSource>'


def sources(*inner: str) -> str:
    """The sources of a project."""
    return f"<Sources>{''.join(inner)}</Sources>"


def packed(path: Path, qde: str | bytes, files: Iterable[tuple[str, bytes]] = (), name: str = "project.qde") -> Path:
    """An archive with a project and files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, qde)
        for each, data in files:
            archive.writestr(each, data)
    return path
