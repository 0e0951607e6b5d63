"""The modules that desk, story entry and adding share, run in the browser they are made for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from pilot.vocabulary.timecode import lasts, timecode
from tests.browser.conftest import sign_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Site
    from tests.chromium import Contexts

pytestmark = pytest.mark.browser

TRIED = """async (m) => {
  const tried = (...given) => m.ask(...given).then((told) => ({ told }),
    (fault) => ({ status: fault.status, message: fault.message, told: fault.told, ours: fault instanceof m.Fault }));
  BODY
}"""
STORAGE = """(m) => {
  const kept = new Map();
  const storage = { get length() { return kept.size; }, key: (i) => [...kept.keys()][i],
    getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v), removeItem: (k) => kept.delete(k) };
  BODY
}"""


@pytest.fixture(scope="module")
def one_page(site: Site, contexts: Contexts) -> Iterator[Page]:
    """A page of somebody who is signed in, for all tests here: each leaves it as it was."""
    with contexts.one(base_url=site.url) as context:
        page = context.new_page()
        sign_in(page, "evaluator")
        yield page


@pytest.fixture
def page(one_page: Page) -> Iterator[Page]:
    """The page, on which nothing is held up afterwards."""
    yield one_page
    one_page.unroute_all(behavior="ignoreErrors")


def run(page: Page, module: str, function: str) -> Any:
    """What `(module) => ...` answers for one of the kit's modules."""
    return page.evaluate(f"async () => ({function})(await import('/assets/kit/{module}.js'))")


def tried(page: Page, body: str) -> Any:
    """What a script answers in which `tried` is `ask` that tells its fault."""
    return run(page, "wire", TRIED.replace("BODY", body))


def test_a_fault_carries_our_sentence(page: Page) -> None:
    """What the server refuses comes with its status and its sentence; a write without the key is refused."""
    gone, keyless = tried(page, """return [await tried("GET", "/api/uploads/none"),
        await tried("POST", "/api/uploads", {}, { key: "" })];""")
    assert (gone["status"], gone["ours"], keyless["status"]) == (404, True, 403)
    assert keyless["message"] == keyless["told"]["error"]
    assert "te lang open" in keyless["message"]


@pytest.mark.parametrize(("answer", "status"), [
    ({"status": 200, "body": "<html>Welcome to this network</html>"}, 0), ({"status": 200, "body": '{"half": '}, 0),
    ({"status": 200, "body": ""}, 0), ({"status": 502, "body": "<html>bad gateway</html>"}, 502), (None, 0),
])
def test_only_an_answer_of_ours_counts(page: Page, answer: dict[str, Any] | None, status: int) -> None:
    """A page of somebody else's, half an answer or none is a fault, so that nothing is taken for stored by it."""
    page.route("**/api/drafts/x", lambda route: route.fulfill(**answer) if answer else route.abort())
    found = tried(page, """return tried("PUT", "/api/drafts/x", {});""")
    assert (found["status"], found["message"], found["told"], found["ours"]) == (status, "", {}, True)


def test_an_empty_answer_is_one(page: Page) -> None:
    """204 says yes and nothing more."""
    page.route("**/api/drafts/x", lambda route: route.fulfill(status=204))
    assert tried(page, """return tried("DELETE", "/api/drafts/x");""") == {"told": {}}


def test_who_waits_too_long_asks_again(page: Page) -> None:
    """After its patience a request counts as not answered."""
    page.route("**/api/drafts/x", lambda route: None)
    assert tried(page, """return tried("GET", "/api/drafts/x", undefined, { patience: 50 });""")["status"] == 0


def test_another_key_is_found_after_signing_in_again(page: Page) -> None:
    """The page's own key is not new; another sitting's is; without an answer there is none."""
    assert tried(page, "return m.newKey(m.pageKey());") is None
    page.route("**/api/me", lambda route: route.fulfill(json={"csrf": "new"}))
    assert tried(page, "return m.newKey(m.pageKey());") == "new"
    page.unroute("**/api/me")
    page.route("**/api/me", lambda route: route.abort())
    assert tried(page, "return m.newKey('old');") is None


def test_each_wait_is_longer_up_to_a_quarter_of_a_minute(page: Page) -> None:
    """Doubled after each fault, never over 15 s, and short again once something went well."""
    found = tried(page, """const waits = new m.Waits(1000);
      const all = Array.from({ length: 6 }, () => waits.longer());
      waits.over();
      return [...all, waits.longer()];""")
    assert found == [1000, 2000, 4000, 8000, 15000, 15000, 1000]


def test_a_fault_says_where_one_stands(page: Page) -> None:
    """Signed out, refused for good, or only not now."""
    found = tried(page, """const all = [401, 400, 403, 404, 409, 413, 0, 429, 500, 503];
      return all.map((status) => m.standing({ status }));""")
    assert found == ["signedout", *["refused"] * 5, *["offline"] * 4]


def test_a_shelf_holds_its_own_and_nothing_else(page: Page) -> None:
    """Only keys of its scope; what cannot be read has no value, and does not hide what can."""
    found = run(page, "unsaved", STORAGE.replace("BODY", """
      kept.set("rd-draft|a|spoilt", "{");
      const mine = new m.Shelf("rd-draft|a|", storage), other = new m.Shelf("rd-draft|ab|", storage);
      mine.put("one", [1]);
      other.put("one", [2]);
      const all = mine.all().map(({ name, value }) => [name, value]);
      mine.drop("spoilt");
      return [all, mine.get("one"), mine.get("none"), mine.works, [...kept.keys()]];"""))
    assert found == [[["spoilt", None], ["one", [1]]], [1], None, True, ["rd-draft|a|one", "rd-draft|ab|one"]]


def test_what_is_kept_is_of_a_kind_that_is_told(page: Page) -> None:
    """A shelf of a kind that nobody named is refused; each kind of work that the server lacks has its lines in the
    notice on Today, and the sign-in page knows of each."""
    found = run(page, "unsaved", """async (m) => {
      const lines = await import("/assets/static/waiting.js").then((m) => m.LINES);
      const refused = ["rd-new|a|", "dk-new:", ""].map((scope) => {
        try { return !new m.Shelf(scope); } catch { return true; }
      });
      const seen = Object.values(m.UNSENT).map((kind) => {
        localStorage.setItem(`${kind}somebody`, "1");
        const there = m.somethingUnsent();
        localStorage.removeItem(`${kind}somebody`);
        return there && !m.somethingUnsent();
      });
      const kept = { [`${m.UNSENT.codings}me:text:w`]: [{ op: 1 }],
        [`${m.UNSENT.memos}me|document|text||new`]: { id: "a", body: "words" },
        [`${m.UNSENT.drafts}me|p|text|w`]: { versions: {}, body: {} }, [`${m.UNSENT.retold}me|p|text`]: { title: "x" },
        [`${m.UNSENT.speakers}me|p|text`]: { turns: [] }, [`${m.UNSENT.edits}me|p|text|w`]: { edit: {} },
        [`${m.UNSENT.names}me|p|text`]: [{ op: 1 }], [`${m.UNSENT.together}me|p|text|w`]: [{ id: 1 }],
        [`${m.UNSENT.minutes}me|p|meeting|w`]: { body: "x" }, [`${m.UNSENT.contacts}me|p|w`]: [{ op: 1 }],
        [`${m.UNSENT.scores}me|p|w`]: [{ act: "give" }],
        [`${m.UNSENT.spoken}me|p|recording`]: { kind: "note" } };
      const files = [sessionStorage, `${m.UNSENT.adding}files`, { guid: { name: "a.docx" } }];
      const signing = [sessionStorage, `${m.UNSENT.signing}me|p|person`, { answers: { record: true } }];
      const typed = [sessionStorage, `${m.UNSENT.typed}me|p|/code?code=a`, [{ label: "x", nth: 0, text: "y" }]];
      const all = [...Object.entries(kept).map(([key, value]) => [localStorage, key, value]), files, signing, typed];
      all.forEach(([storage, key, value]) => storage.setItem(key, JSON.stringify(value)));
      const told = (who) => Object.fromEntries(Object.entries(lines).map(
        ([kind, of]) => [kind, of({ codes: true, ...who }).length]));
      const mine = told({ account: "me", owner: "me|p" });
      const theirs = told({ account: "they", owner: "they|p" });
      all.forEach(([storage, key]) => storage.removeItem(key));
      return [mine, theirs, refused, Object.keys(m.UNSENT).sort(), Object.keys(lines).sort(), seen];
    }""")
    mine, theirs, refused, kinds, told, seen = found
    assert mine == dict.fromkeys(told, 1)
    assert theirs == {**dict.fromkeys(told, 0), "adding": 1}, "files are of this tab, whoever is in it"
    assert refused == [True, True, True]
    assert kinds == told
    assert seen == [True] * len(kinds)


def test_what_was_written_since_is_not_dropped(page: Page) -> None:
    """Another window may write between reading and dropping: then its words stay."""
    found = run(page, "unsaved", STORAGE.replace("BODY", """
      const shelf = new m.Shelf("rd-draft|a|", storage);
      ["one", "two"].forEach((name) => shelf.put(name, 1));
      const read = shelf.all();
      shelf.put("two", 2);
      read.forEach((each) => shelf.dropAsRead(each));
      return [...kept];"""))
    assert found == [["rd-draft|a|two", "2"]]


def test_a_shelf_without_room_says_so(page: Page) -> None:
    """Nothing throws when the storage is full or switched off; once there is room it works again."""
    found = run(page, "unsaved", STORAGE.replace("BODY", """
      const off = new m.Shelf("rd-draft|a|", null);
      off.put("one", 1);
      off.drop("one");
      off.dropAsRead({ name: "one", raw: "1" });
      const full = new m.Shelf("rd-draft|a|", { ...storage, setItem: () => { throw new Error("full"); } });
      full.put("one", 1);
      const was = full.works;
      full.storage = storage;
      full.put("one", 1);
      return [off.works, off.get("one"), off.all(), was, full.works];"""))
    assert found == [False, None, [], False, True]


def test_a_page_that_goes_sends_once_more(page: Page) -> None:
    """Hidden or left it sends; it asks before leaving only what would be lost; after its end it does neither."""
    found = run(page, "unsaved", """(m) => {
      const ends = new AbortController();
      let [sent, risk] = [0, false];
      m.beforeLeaving(ends.signal, { send: () => { sent += 1; }, atRisk: () => risk });
      const asked = () => !dispatchEvent(new Event("beforeunload", { cancelable: true }));
      const out = [asked()];
      dispatchEvent(new Event("pagehide"));
      document.dispatchEvent(new Event("visibilitychange")); // seen again, not hidden
      out.push(sent);
      Object.defineProperty(document, "hidden", { configurable: true, value: true });
      document.dispatchEvent(new Event("visibilitychange"));
      risk = true;
      out.push(sent, asked());
      ends.abort();
      document.dispatchEvent(new Event("visibilitychange"));
      out.push(sent, asked());
      delete document.hidden;
      return out;
    }""")
    assert found == [False, 1, 2, True, 2, False]


def test_days_and_times_in_the_language_of_the_page(page: Page) -> None:
    """A day is the same day everywhere; the time of today has no date, that of another day where the pilot is has."""
    days = """(m) => {
      const at = m.timeName;
      document.documentElement.dataset.zone = "Europe/Amsterdam";
      return [m.dayName("2022-10-01"), m.dayName("2022-10-01", "short"), m.clock(3725999), m.clock(0),
        at("2022-10-01T12:05:00Z", "2022-10-01"), at("2022-10-01T22:30:00Z", "2022-10-02"),
        at("2022-10-01T12:05:00Z", "2022-10-02"), m.timeOnly("2022-10-01T22:30:00Z")];
    }"""
    assert run(page, "dates", days) == [
        "1 oktober 2022", "1 okt 2022", "01:02:05", "00:00:00", "14:05", "00:30", "1 oktober, 14:05", "00:30"]
    page.get_by_label("Account en taal").click()
    page.get_by_role("button", name="English").click()
    page.wait_for_function("() => document.documentElement?.lang === 'en'")
    try:
        assert run(page, "dates", days)[:2] == ["1 October 2022", "1 Oct 2022"]
    finally:
        page.get_by_label("Account and language").click()
        page.get_by_role("button", name="Nederlands").click()
        page.wait_for_function("() => document.documentElement?.lang === 'nl'")


def test_times_are_written_as_in_python(page: Page) -> None:
    """The player and the figures write a time in a recording alike."""
    times = [0, 999, 59_999, 766_000, 3_725_000, 360_000_000]
    assert run(page, "dates", f"(m) => {times}.map(m.clock)") == [timecode(ms) for ms in times]
    lengths = [*times, 1, 100, 449]
    assert run(page, "dates", f"(m) => {lengths}.map(m.lasts)") == [lasts(ms, "nl") for ms in lengths]


def test_a_date_as_somebody_writes_it(page: Page) -> None:
    """The day stands before the month, in Dutch and English; what is no date is none."""
    written = ["04-03-2021", "4/3/2021", "4.3.21", " 2021-03-04 ", "4 maart 2021", "4e mrt 2021", "March",
               "4 march 2021", "31-2-2021", "13-13-2021", "morgen", "4-3-202", "", "1 mei 2020", "29-02-2024"]
    assert run(page, "day", f"(m) => {written}.map(m.readDay)") == [
        *["2021-03-04"] * 6, "", "2021-03-04", "", "", "", "", "", "2020-05-01", "2024-02-29"]


def test_a_field_for_a_date_follows_the_page(page: Page) -> None:
    """It shows day-month-year whatever the browser's language; typed and chosen dates come out as ISO."""
    told = run(page, "day", """(m) => {
      const field = m.dayInput({ value: "2021-03-04", max: "2021-12-31" });
      document.body.append(field.element);
      const shown = field.control.value, got = [];
      field.control.addEventListener("change", () => got.push(field.value));
      const type = (text) => { field.control.value = text;
        for (const kind of ["input", "change"]) field.control.dispatchEvent(new Event(kind)); };
      type("5 mei 2021");
      type("gisteren");
      const fault = field.element.querySelector(".rd-fault"), said = fault.textContent;
      const stands = ["gisteren 4", "4-3-2021"].map((text) => {
        field.control.value = text;
        field.control.dispatchEvent(new Event("input"));
        return !fault.hidden;
      });
      const picker = field.element.querySelector("[type=date]");
      picker.value = "2021-06-07";
      picker.dispatchEvent(new Event("change", { bubbles: true }));
      return [shown, got, said, fault.hidden, field.control.value, picker.max, stands];
    }""")
    assert told[:2] == ["04-03-2021", ["2021-05-05", "", "2021-06-07"]]
    assert "04-03-2021" in told[2]
    assert told[3:6] == [True, "07-06-2021", "2021-12-31"]
    assert told[6] == [True, False], "what was said goes with the key that mends it"


def test_a_page_of_before_an_update_says_so(page: Page) -> None:
    """Once for each update, until it is loaded anew or put off; while the scripts are its own nothing is said."""
    answers = {"stamp": "same", "scripts": str(page.evaluate(
        "new URL(document.querySelector('script[src*=\"/static/page.js\"]').src).searchParams.get('v')"))}
    look = """new Promise((over) => {
      addEventListener('rd-reach', over, { once: true });
      dispatchEvent(new Event('focus'));
    })"""
    page.route("**/api/reach", lambda route: route.fulfill(json=answers))
    told = page.locator(".rd-updated")
    page.evaluate(look)
    expect(told).to_have_count(0)
    answers["scripts"] = "0123456789abcdef"
    expect(told).to_contain_text("Rode Draad is bijgewerkt.")
    told.get_by_role("button", name="Later").click()
    page.evaluate(look)
    expect(told).to_have_count(0)
    answers["scripts"] = "fedcba9876543210"
    with page.expect_navigation():
        told.get_by_role("button", name="Laad de pagina opnieuw").click()
