"""Whatever a request brings, the answer is ours: no route ends in a fault of the program.

Every route is asked by the accounts that may, with odd bodies, odd values in each field it knows, odd addresses and
odd headers. What each means is tested elsewhere; here nothing may be a 500.
"""

from __future__ import annotations

import base64
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from pilot.store.files import new_guid
from pilot.vocabulary.courses import COURSES
from stories.entry.starting import starting
from tests.builder import build
from tests.web import rights_table
from tests.web.conftest import Caller
from tests.web.rights_table import Scene, set_scene
from texts.intake import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.testclient import TestClient

    from tests.web.rights_table import Route

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unfenced")]

DEEP = "[" * 500 + "]" * 500
VALUES: tuple[Any, ...] = (
    None, True, 1.5, -1, 10**15, "", "x" * 5_000, "\ud83e\0/../\u202e", "2021-02-30", [], [[1]], ["a", None], {},
    {"\ud800": {"\0": 10**9}})
# What no json.dumps writes.
RAW = (
    b"", b"null", b"[]", b'"', b"\xff\xfe\xfa", b'{"a":' * 3 + b"}", b'{"a":NaN}', b'{"a":1e999}',
    b'{"a":%s}' % (b"9" * 5_000), b'{"a":%s}' % DEEP.encode(), b"[" * 100_000, b'{"a":"\\ud800"}', b'{"\\u0000":1}',
    '{"a":1}'.encode("utf-16"), b"\xef\xbb\xbf{}", b"a=1&b=%ED%A0%80&c=%00")
PATHS = ("x" * 300, "x" * 5_000, "\0", "..", "%2e%2e%2f", "\udcff".encode("utf-8", "surrogatepass").decode("latin-1"),
         "practice", "00000000-0000-0000-0000-000000000000", "a.js", "é🧵", " ")
QUERIES = ("device=a-device&number=9999999999&ms=-1", "device=a-device&number=0&ms=1&gap=2",
           "version=9999999999999999999", "since=%C2%B2&others=x", "offset=-1", "offset=%D9%A3", "document=%00",
           "document=" + "x" * 2_000, "lang=%ED%A0%80&next=//x", "next=" + "%00" * 9, "a=" + "b" * 60_000, "&&=&%")
HEADERS = (
    {"Accept-Language": ";q=,,*;q=9" * 50}, {"Cookie": 'rode_draad="\\"; =;;'}, {"Range": "bytes=" + "9" * 29 + "-"},
    {"If-None-Match": "é".encode("latin-1").decode("latin-1")}, {"X-CSRF-Token": "é"}, {"Content-Length": "²"})
OP = {
    "op": new_guid(), "kind": "add", "coding": new_guid(), "code": "{code}", "start": 0, "end": 3, "weight": 1,
    "sign": "+", "gone": True, "undecided": True}
ITEM = {
    "upload": "{whole}", "name": "a.txt", "family": "{family}", "voice": "coach", "told_on": "2021-03-04", "title": "t",
    "persons": ["{person}"], "event_from": "2021-01-01", "event_until": "x",
    "speakers": {"a": {"voice": "family", "person": "{person}"}}, "deidentified": True,
    "recording": "{family_recording}", "sure": [], "mended": {"of": "x", "turns": [["a", [[0, 0, 1]]]]},
    "transcribe": "nl"}
DRAFT = {
    "owner": "{owner}", "versions": {"1" * 16: 3}, "anyway": True, "not_names": [], "sure": [], "body": {
        "family": "{family}", "template": "moment", "title": "t", "told_on": "2021-03-04", "when": "period",
        "from": "2021-01-01", "until": "2021-01-02", "course": next(iter(COURSES)), "domains": ["x"], "no_names": True,
        "answers": {next(iter(starting().answers)): "Het ging."}}}
EDIT = {"number": 1, "whos": ["Coach", "x"], "base": [[0, None], [1, "a"], [0, None], [1, None]],
        "turns": [[0, "Ja."], [1, "Nee."]]}
SPAN = {"start": 0, "end": 3, "version": "{version}"}
LIST = b"bestand;gezin;stem;datum\na.txt;Berk;gezin;4-3-2021"
# The fields that each route reads; a new route that takes a body has to say them.
FORM = {"name": "x", "password": "x", "form": "x", "next": "/", "lang": "nl", "csrf": "x"}
FIELDS: dict[str, dict[str, Any]] = {
    "/sign-in": FORM, "/sign-out": FORM, "/language": FORM | {"language": "nl"}, "/pilot": FORM | {"pilot": "x"},
    "/confirm": FORM, "/second": FORM | {"code": "123456"}, "/second/new": FORM | {"code": "123456"},
    "/second/codes": FORM, "/second/off": FORM, "/account/end": FORM | {"sitting": "1"}, "/account/end_all": FORM,
    "/invitation/{token}": FORM | {"new": "x", "again": "x", "title": "x", "slug": "x"},
    "/elsewhere": FORM | {"act": "tie"},
    "/password": FORM | {"old": "x", "new": "y", "again": "y"},
    "/api/documents/{guid}/speakers": {"number": 1, "turns": [[1, "x"]]},
    "/api/documents/{guid}/edit": {"key": "a" * 8, "edit": EDIT},
    "/api/documents/{guid}/edit/draft": {"page": "a" * 8, "revision": 0, "edit": EDIT},
    "/api/documents/{guid}/edit/here": {"leaves": False},
    "/api/names/decisions": {"acts": [{"id": "a", "act": "rename", "places": ["{guid}"], "pseudonym": "x"}]},
    "/api/names/find": {"documents": ["{interview}"]},
    "/api/names/make": {"documents": ["{interview}"]},
    "/api/documents/{guid}/names": {"number": 1, "start": 0, "end": 3, "kind": "name", "pseudonym": "[x]"},
    "/api/documents/{guid}/names/make": {"number": 1, "no_names": True},
    "/api/uploads": {"ext": "txt", "bytes": 5, "fingerprint": "a"},
    "/api/uploads/{guid}": {},
    "/api/intake": {"items": [ITEM]},
    "/api/intake/preview": {"items": [ITEM], "csv": LIST.decode(), "names": ["a"]},
    "/api/intake/drafts/{guid}": {"revision": 0, "said": {"family": "x"}},
    "/api/intake/consent": {
        "person": "{person}", "uses": ["analyse"], "given_on": "2021-01-01", "ends_on": "2031-01-01", "evidence": "x",
        "given_by": "{person}", "sure": []},
    "/api/consent/photo": {
        "guid": new_guid(), "person": "{person}", "answers": {"quote": True}, "letter": 1, "given_by": "{person}",
        "ends_on": "2031-01-01", "on": "2021-01-01", "photo": base64.b64encode(b"x").decode(), "sure": []},
    "/api/intake/person": {"family": "{family}", "kind": "parent", "pseudonym": "x", "role": "x", "sure": []},
    "/api/intake/joined": {"items": [{"upload": "x", "mended": None}, {"upload": "y"}]},
    "/api/intake/list": {"name": "a.csv", "data": base64.b64encode(LIST).decode()},
    "/api/documents/{guid}/ops": {"version": "{version}", "ops": [OP]},
    "/api/documents/{guid}/together": {"version": "{version}", "acts": [{
        "id": new_guid(), "row": new_guid(), "content": "x", "over": [], "reason": "x", "reopen": False, "agree": False,
        "codings": [{"code": "klik", "start": 0, "end": 3, "sign": "+", "weight": 1}]}]},
    "/api/documents/{guid}/status": {"state": "done"},
    "/api/documents/{guid}/doubts": {"doubt": "x", "settled": True},
    "/api/documents/{guid}/again": {
        "start_ms": 1000, "end_ms": 2000, "model": "base", "language": "nl", "doubt": "x"},
    "/api/documents/{guid}/again/{offer}": {"number": 1, "taken": True},
    "/api/documents/{guid}/suggestions": {"proposal": "{guid}", "answer": "deleted", "coding": new_guid()},
    "/api/jobs": {"recording": "{family_recording}", "model": "base", "language": "nl"},
    "/api/jobs/{guid}/cancel": {},
    "/tell": {"person": "x", "template": "x", "draft": ""}, "/tell/keep": DRAFT, "/tell/back": FORM,
    "/sign": {"guid": new_guid(), "person": "{person}", "uses": ["record"], "letter": 1, "given_by": "{person}",
              "ends_on": "2031-01-01", "back": "/families"},
    "/sign/keep": {"answers": {"record": True}, "signed": {"lines": [[[0, 0], [400, 300]]], "agreed": False},
                   "guardian": {"agreed": True}},
    "/sign/back": FORM,
    "/api/drafts/{guid}": DRAFT, "/api/drafts/{guid}/keep": DRAFT,
    "/api/contacts": {"owner": "{account_here}", "acts": [
        {"id": "a", "act": "note", "guid": new_guid(), "family": "{family}", "on": "2021-03-04", "kind": "visit",
         "minutes": 60, "who": ["parent"], "waited": 60, "note": "x", "story": "", "sure": []},
        {"id": "b", "act": "undo", "guid": "x"}]},
    "/api/scores": {"owner": "{account_here}", "acts": [
        {"id": "a", "act": "give", "guid": new_guid(), "family": "{family}", "wave": "x", "domain": "debts",
         "voice": "coach", "state": "scored", "value": 5, "source": "dossier", "on": "2021-03-04", "rubric": 1,
         "sure": []},
        {"id": "b", "act": "rest", "guid": new_guid(), "family": "{family}", "wave": "x", "domain": "debts",
         "voice": "coach", "document": "x", "version": "x", "start": 0, "end": 5},
        {"id": "c", "act": "unrest", "guid": "x"}]},
    "/api/spoken": {
        "guid": new_guid(), "kind": "note", "family": "{family}", "device": rights_table.DEVICE, "draft": new_guid(),
        "answer": "happened", "persons": ["{person}"], "language": "nl"},
    "/api/spoken/{guid}/pieces": {}, "/api/spoken/{guid}/close": {"total": 3}, "/api/spoken/{guid}/text": {},
    "/api/spoken/{guid}/rest": {"whole": new_guid(), "device": rights_table.DEVICE},
    "/api/spoken/{guid}/draft": {},
    "/api/codes/{key}": {"name": "x", "seen": 1, "reason": "x"},
    "/api/codes": {"name": "x", "parent": "mechanismen", "definition": "x", "reason": "x"},
    "/api/favourites": {"keys": ["klik"]},
    "/api/memos": {
        "id": new_guid(), "on": "document", "guid": "{interview}", "title": "x", "body": "x", "private": True,
        "base": "", "span": SPAN},
    "/api/memos/{guid}/remove": {},
    "/api/memos/{guid}/links": {"other": new_guid(), "linked": True},
    "/api/memos/{guid}/place": {"document": "{interview}", "span": SPAN},
}
WRITES = [row for row in rights_table.ROUTES if row.method in ("POST", "PUT", "PATCH")]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, app_client: TestClient) -> Iterator[Scene]:
    """One pilot for all of it."""
    home = tmp_path_factory.mktemp("odd") / "home"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RODE_DRAAD_HOME", str(home))
        made = set_scene(build(home))
        (home / "a.txt").write_text("Moeder: dag\nCoach: hallo\n")
        with closing(made.small.open()) as db:
            whole = pieces.take_file(made.small.pilot, db, made.small.viewers["evaluator"], home / "a.txt")
        made.guids["whole"] = whole.guid
        yield made


@pytest.fixture(scope="module")
def caller(app_client: TestClient, scene: Scene) -> Caller:
    """Calls over that pilot."""
    return Caller(app_client, scene.small)


@pytest.fixture(autouse=True)
def signed_in_anew(caller: Caller) -> None:
    """One of the routes signs out."""
    caller.tokens.clear()


def who(row: Route) -> str:
    """An account that may, or one that is told why not."""
    return sorted(row.who or {"evaluator"})[0]


def path_of(row: Route, scene: Scene, instead: str | None = None) -> str:
    """The address of a route, with `instead` in the place of what it is about."""
    path = row.path.replace(":page", "")
    for name, make in row.fill.items():
        path = path.replace("{" + name + "}", make(scene) if instead is None else quote(instead, safe=""))
    return path


def _id(row: Route) -> str:
    return f"{row.method} {row.path} {who(row)}"


@pytest.mark.parametrize("row", WRITES, ids=_id)
def test_odd_bodies(row: Route, scene: Scene, caller: Caller) -> None:
    """What is no JSON, is cut off, nested without end, or holds what no text or number is."""
    real = _real(scene, who(row))
    written = _as_form if "csrf" in FIELDS[row.path] else _as_json
    whole, *odd = map(written, _with_odd_values(FIELDS[row.path]))
    for body in (*RAW, whole, whole[:-1], whole[:len(whole) // 2], *odd):
        filled = body
        for mark, there in real.items():
            filled = filled.replace(mark, there)
        # A story can be kept once.
        path = path_of(row, scene, new_guid() if row.path.endswith("/keep") else None)
        answer = caller(row.method, path + "?offset=0", who(row), content=filled)
        assert answer.status_code < 500, filled[:300]


def _real(scene: Scene, name: str) -> dict[bytes, bytes]:
    """What stands for things that there are, so that what is odd beside them is looked at."""
    viewer = scene.small.viewers.get(name)
    with closing(scene.small.open()) as db:
        version = db.conn.execute(
            "SELECT v.guid FROM document_version v JOIN document d USING (document_id) WHERE d.guid = ?",
            (scene.guids["interview"],)).fetchone()[0]
        code = db.conn.execute(
            "SELECT key FROM code_definition JOIN code USING (code_id) WHERE is_codable = 1").fetchone()[0]
    found = scene.guids | {
        "account_here": f"{viewer.account_guid}|{viewer.pilot_slug}" if viewer else "x",
        "owner": f"{viewer.account_guid}/{viewer.pilot_slug}" if viewer else "x", "version": version, "code": code,
        "family": scene.small.families["Berk"], "person": scene.small.persons["Berk moeder"]}
    return {b"{%s}" % key.encode(): value.encode() for key, value in found.items()}


def _with_odd_values(fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields with each odd value in the place of each value, those inside included."""
    yield fields
    for path in _places(fields):
        for odd in VALUES:
            yield _put(fields, path, odd)


def _as_json(fields: dict[str, Any]) -> bytes:
    return json.dumps(fields).encode()


def _as_form(fields: dict[str, Any]) -> bytes:
    return urlencode(fields, errors="surrogatepass").encode()


def _places(value: Any) -> Iterator[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (key,)
        yield from ((key, *more) for more in _places(one))


def _put(value: Any, path: tuple[Any, ...], odd: Any) -> Any:
    if not path:
        return odd
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = _put(copy[path[0]], path[1:], odd)
    return copy


@pytest.mark.parametrize("row", rights_table.ROUTES, ids=_id)
def test_odd_addresses(row: Route, scene: Scene, caller: Caller) -> None:
    """What lies under no such address: too long, no characters, somewhere else."""
    name = who(row)
    for odd in PATHS if row.fill else ():
        answer = caller(row.method, path_of(row, scene, odd), name, content=b"{}")
        assert answer.status_code < 500, odd[:100]
    for query in QUERIES if row.method == "GET" else ():
        answer = caller(row.method, f"{path_of(row, scene)}?{query}", name)
        assert answer.status_code < 500, query[:100]


@pytest.mark.parametrize("headers", HEADERS, ids=lambda headers: str(*headers))
def test_odd_headers(headers: dict[str, str], scene: Scene, caller: Caller) -> None:
    """Headers that no browser writes."""
    for row in rights_table.ROUTES:
        if row.method in ("GET", "POST"):
            raw = {key: value.encode("latin-1") for key, value in headers.items()}
            answer = caller(row.method, path_of(row, scene), who(row), headers=raw)  # type: ignore[arg-type]
            assert answer.status_code < 500, row.path


@pytest.mark.parametrize("path", ["/static/%00", "/static/" + "x" * 300, "/assets/static/" + "x" * 300 + ".js",
                                  "/_stcore/health?a=%00", "/%ED%A0%80", "/" + "x/" * 3_000])
def test_odd_addresses_outside_our_routes(path: str, caller: Caller) -> None:
    """The files of Streamlit, and addresses of nothing."""
    assert caller("GET", path, "evaluator").status_code < 500
    assert caller("GET", path, None).status_code < 500
