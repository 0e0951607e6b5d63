"""The routes for uploads and intake, behind the gate, as a browser calls them."""

from __future__ import annotations

import base64
import io
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from pilot.accounts import sittings
from pilot.families import consent, people
from pilot.store import large_files
from pilot.store.files import open_server
from texts.importers import AUDIO_LIMIT_BYTES
from web.gate.gate import Gate
from web.routes import ROUTES

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

    from tests.builder import SmallPilot

URL = "http://127.0.0.1:8501"
TEXT = b"I: Hoe ging het?\n\nMoeder: Goed, dank je. Zij belde zelf nog een keer op.\n"


@pytest.fixture
def client(small: SmallPilot) -> Callable[[str], TestClient]:
    """A signed-in client per account name; '' is signed out."""

    def make(name: str) -> TestClient:
        app = Gate(Starlette(routes=ROUTES))
        made = TestClient(app, base_url=URL, client=("127.0.0.1", 40000), headers={"Origin": URL})
        if name:
            with closing(open_server(small.home.server_path)) as server:
                token = sittings.sign_in(server, name, "demo", "127.0.0.1")
            made.cookies.set("rode_draad", token)
            made.headers["X-CSRF-Token"] = sittings.csrf_for(token)
            made.headers["Accept-Language"] = "en"
        return made

    return make


def begin(client: TestClient, data: bytes = TEXT, ext: str = "txt") -> dict[str, Any]:
    """Start an upload of `data`."""
    answer = client.post("/api/uploads", json={"ext": ext, "bytes": len(data), "fingerprint": f"print-{len(data)}"})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def bring(client: TestClient, data: bytes = TEXT, ext: str = "txt") -> str:
    """Upload `data` in two pieces; returns the guid."""
    guid = str(begin(client, data, ext)["guid"])
    half = len(data) // 2
    assert client.patch(f"/api/uploads/{guid}?offset=0", content=data[:half]).json()["received"] == half
    assert client.patch(f"/api/uploads/{guid}?offset={half}", content=data[half:]).json()["received"] == len(data)
    return guid


def item(small: SmallPilot, guid: str) -> dict[str, Any]:
    """What the page sends to store the text."""
    mother = small.persons["Berk moeder"]
    return {
        "upload": guid,
        "family": small.families["Berk"],
        "voice": "family",
        "told_on": "2021-03-04",
        "title": "Gesprek",
        "persons": [mother],
        "deidentified": False,
        "speakers": {"I": {"voice": "other"}, "Moeder": {"voice": "family", "person": mother}},
    }


@pytest.mark.slow
def test_from_pieces_to_a_document(client: Callable[[str], TestClient], small: SmallPilot, db: Database) -> None:
    """Upload, preview and store; the document is there and the upload is gone."""
    browser = client("evaluator")
    guid = bring(browser)
    answer = browser.post(
        "/api/intake/preview", json={"items": [{"upload": guid, "name": "Berk moeder 2021-03-04.txt"}]}
    )
    (card,) = answer.json()["items"]
    assert (card["family"], card["told_on"], card["faults"]) == (small.families["Berk"], "2021-03-04", [])
    stored = browser.post("/api/intake", json={"items": [item(small, guid)]}).json()["stored"]
    assert [s["kind"] for s in stored] == ["text"]
    assert db["document"].count == 1
    assert browser.get(f"/api/uploads/{guid}").status_code == 404


def test_a_wrong_offset_tells_the_right_one(client: Callable[[str], TestClient]) -> None:
    """After a lost answer the browser sends again and is told where to go on."""
    browser = client("evaluator")
    guid = begin(browser)["guid"]
    browser.patch(f"/api/uploads/{guid}?offset=0", content=TEXT[:10])
    answer = browser.patch(f"/api/uploads/{guid}?offset=0", content=TEXT[:10])
    assert (answer.status_code, answer.json()["received"]) == (409, 10)
    assert begin(browser)["received"] == 10


@pytest.mark.parametrize("offset", ["", "-1", "x", "1e3", "9" * 30])
@pytest.mark.slow
def test_an_offset_is_a_number(client: Callable[[str], TestClient], offset: str) -> None:
    """Anything but a plain number is one sentence."""
    browser = client("evaluator")
    guid = begin(browser)["guid"]
    answer = browser.patch(f"/api/uploads/{guid}?offset={offset}", content=b"x")
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_refusals_before_the_first_byte(client: Callable[[str], TestClient]) -> None:
    """The size is refused when the upload begins."""
    browser = client("evaluator")
    bodies: tuple[object, ...] = (
        {"ext": "txt", "bytes": AUDIO_LIMIT_BYTES + 1},
        {"ext": "txt", "bytes": "3"},
        {"ext": "txt", "bytes": True},
        [],
    )
    for body in bodies:
        assert browser.post("/api/uploads", json=body).status_code == 400
    assert browser.get("/api/uploads").json() == {"uploads": []}


@pytest.mark.parametrize("name", ["", "coach", "steering", "admin", "evaluator2"])
@pytest.mark.slow
def test_who_may_not(client: Callable[[str], TestClient], small: SmallPilot, db: Database, name: str) -> None:
    """Signed out, another role and another evaluator: nothing of somebody's upload is touched or told."""
    guid = begin(client("evaluator"))["guid"]
    other = client(name)
    want = {"": {401}, "evaluator2": {404}}.get(name, {403})
    assert other.get(f"/api/uploads/{guid}").status_code in want
    assert other.patch(f"/api/uploads/{guid}?offset=0", content=b"x").status_code in want
    assert other.delete(f"/api/uploads/{guid}").status_code in ({204} if name == "evaluator2" else want)
    if name != "evaluator2":
        assert other.post("/api/uploads", json={"ext": "txt", "bytes": 3}).status_code in want
        assert other.post("/api/intake/preview", json={"items": []}).status_code in want
        assert other.get("/api/intake").status_code in want
    refused = other.post("/api/intake", json={"items": [item(small, guid)]})
    assert refused.status_code in ({400} if name == "evaluator2" else want)
    assert db.table("upload").get(1)["received"] == 0
    assert not large_files.upload(small.pilot, guid).exists()


def test_without_the_token_of_the_page_nothing_is_written(client: Callable[[str], TestClient]) -> None:
    """A piece without CSRF token is refused before a byte is written."""
    browser = client("evaluator")
    guid = begin(browser)["guid"]
    del browser.headers["X-CSRF-Token"]
    assert browser.patch(f"/api/uploads/{guid}?offset=0", content=b"x").status_code == 403
    assert browser.get(f"/api/uploads/{guid}").json()["received"] == 0


def xlsx(rows: list[list[str]]) -> bytes:
    """A sheet with these cells."""
    cells = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{"ABC"[at]}{n}" t="inlineStr"><is><t>{text}</t></is></c>'
                                   for at, text in enumerate(row)) + "</row>" for n, row in enumerate(rows, 1))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", '<w xmlns:r="u"><sheets><sheet name="a" r:id="r1"/></sheets></w>')
        archive.writestr("xl/_rels/workbook.xml.rels", '<x><Relationship Id="r1" Target="worksheets/een.xml"/></x>')
        archive.writestr("xl/worksheets/een.xml", f"<x>{cells}</x>")
    return held.getvalue()


@pytest.mark.slow
def test_a_list_comes_back_as_text(client: Callable[[str], TestClient]) -> None:
    """In any character set, and from Excel; one with faults, and bytes that are no list, are a sentence."""
    browser = client("evaluator")

    def send(data: bytes) -> Any:
        return browser.post("/api/intake/list", json={"name": "lijst.xlsx", "data": base64.b64encode(data).decode()})

    found = send("bestand;gezin;datum\ngesprek één.txt;Berk;4-3-2021\n".encode("cp1252"))
    assert found.status_code == 200
    assert "gesprek één.txt;Berk" in found.json()["csv"]
    assert found.json()["fills"] == ["family", "told_on"]
    assert send(b"bestand;titel;stem\na.txt;Zomer;\n").json()["fills"] == ["title"]
    sheet = send(xlsx([["bestand", "gezin"], ["a.txt", "Berk"]]))
    assert sheet.status_code == 200
    assert [line.split(";")[:2] for line in sheet.json()["csv"].split()][-1] == ["a.txt", "Berk"]
    talk = send(b"start,end,text\n0,2000,Goedemorgen.\n")
    assert talk.json() == {"csv": "", "fills": [], "talk": True}
    for wrong in (b"bestand;datum\na.txt;gisteren\n", b"PK\x03\x04 nothing", b"\x00\x01"):
        answer = send(wrong)
        assert answer.status_code == 400
        assert answer.json()["error"]
    assert browser.post("/api/intake/list", json={"name": "a", "data": "%%%"}).status_code == 400


def test_faults_come_per_file_and_field(client: Callable[[str], TestClient], small: SmallPilot) -> None:
    """The page learns which field of which file, and which consent is missing; recording it is one call."""
    browser = client("evaluator")
    guid = bring(browser)
    with closing(small.open()) as db:
        consent.withdraw(db, small.viewers["evaluator"], small.persons["Berk moeder"], "analyse", "2020-06-01")
    answer = browser.post("/api/intake", json={"items": [item(small, guid) | {"told_on": "gisteren"}]})
    assert answer.status_code == 400
    faults = answer.json()["faults"][guid]
    assert {f["field"] for f in faults} == {"told_on", "consent"}
    missing = next(f["missing"] for f in faults if f["field"] == "consent")
    assert missing == [{"person": small.persons["Berk moeder"], "uses": ["analyse"]}]
    given = browser.post("/api/intake/consent", json={**missing[0], "given_on": "2021-01-02", "evidence": "map 3"})
    assert given.status_code == 200
    assert browser.post("/api/intake", json={"items": [item(small, guid)]}).status_code == 200


def test_consent_of_a_child_needs_a_guardian(client: Callable[[str], TestClient], small: SmallPilot) -> None:
    """The page is told of whom that is asked, and whether anybody may tell about a family."""
    browser, berk = client("evaluator"), small.families["Berk"]
    with closing(small.open()) as db:
        child = people.add_person(db, small.viewers["admin"], kind="child", pseudonym="Zoon Berk", family_guid=berk)

    def family() -> dict[str, Any]:
        return next(one for one in browser.get("/api/intake").json()["families"] if one["guid"] == berk)

    assert {one["name"]: one["under_16"] for one in family()["persons"]} == {"Moeder Berk": False, "Zoon Berk": True}
    asked = {"person": child, "uses": ["analyse"], "given_on": "2021-01-02"}
    assert "ouder of voogd" in browser.post("/api/intake/consent", json=asked).json()["error"]
    by_mother = asked | {"given_by": small.persons["Berk moeder"]}
    assert browser.post("/api/intake/consent", json=by_mother).status_code == 200
    assert family()["tellable"]
    with closing(small.open()) as db:
        consent.withdraw(db, small.viewers["evaluator"], small.persons["Berk moeder"], "analyse")
    assert not family()["tellable"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b'{"items": 3}',
        b'{"items": [3]}',
        b'{"items": [{"upload": 3}]}',
        b'{"items": [{"upload": "x", "speakers": []}]}',
        b'{"items": [{"persons": [1]}]}',
        b"\xff",
    ],
)
@pytest.mark.slow
def test_odd_requests_get_a_sentence(client: Callable[[str], TestClient], body: bytes) -> None:
    """Whatever is sent, the answer is a sentence and never a fault of ours."""
    for path in ("/api/intake", "/api/intake/preview"):
        answer = client("evaluator").post(path, content=body)
        assert answer.status_code in (200, 400), answer.text
        assert answer.status_code == 200 or answer.json()["error"]
