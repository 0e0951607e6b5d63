"""The desk's pure modules, run in the browser they are made for; what they count is compared with Python."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from coding.book.colours import contrast
from pilot.vocabulary import palette
from tests.browser.conftest import sign_in
from texts.anchors import points_of, units_of
from texts.documents import NewTurn, layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Site
    from tests.chromium import Contexts

PIECES = ("zij ", "belde", "🙂", "👨‍👩‍👧", "e\u0301", "שלום", " ", "🇳🇱", "ja.", "𝔘")


@pytest.fixture(scope="module")
def run(site: Site, contexts: Contexts) -> Iterator[Callable[..., Any]]:
    """Call `(module, given) => ...` with one of the desk's modules, all on one page: none of them changes it."""
    with contexts.one(base_url=site.url) as context:
        page = context.new_page()
        sign_in(page, "evaluator")
        yield _calling(page)


def _calling(page: Page) -> Callable[..., Any]:
    """What calls modules on a page."""

    def call(module: str, function: str, given: object = None) -> Any:
        source = f"async (given) => ({function})(await import('/assets/desk/{module}.js'), given)"
        return page.evaluate(source, given)

    return call


def some_turns(seed: int) -> list[str]:
    """A few turns of letters of every kind."""
    rng = random.Random(seed)
    return ["".join(rng.choices(PIECES, k=rng.randint(1, 12))) for _ in range(rng.randint(1, 8))]


def test_units_and_points_are_what_python_counts(run: Callable[..., Any]) -> None:
    """Every place in many texts, both ways."""
    texts = ["".join(some_turns(seed)) for seed in range(20)]
    counted = run("offsets", """(m, texts) => texts.map((text) => [
        Array.from({ length: [...text].length + 1 }, (_, i) => m.unitsOf(text, i)),
        Array.from({ length: text.length + 1 }, (_, i) => m.pointsOf(text, i))])""", texts)
    for text, (units, points) in zip(texts, counted, strict=True):
        assert units == [units_of(text, i) for i in range(len(text) + 1)]
        assert points == [points_of(text, i) for i in range(units_of(text, len(text)) + 1)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_under_every_tint(run: Callable[..., Any], scheme: str) -> None:
    """Eight passages over one another, pointed at besides, leave the letters a contrast of 4.5 on any colour."""
    look = palette.look(scheme == "dark")
    parts = range(0, 256, 51)
    colours = [f"#{r:02x}{g:02x}{b:02x}" for r in parts for g in parts for b in parts]
    tints = run("paint", "(m, [colours, scheme]) => colours.map((one) => m.tint(one, scheme))", [colours, scheme])
    now = (127, 127, 127, 0.3) if scheme == "light" else (96, 96, 96, 0.4)
    for each in tints:
        ground = [float(int(look.paper[i:i + 2], 16)) for i in (1, 3, 5)]
        for *over, alpha in [each] * 8 + [now]:
            ground = [under + (part - under) * alpha for under, part in zip(ground, over, strict=True)]
        assert contrast("#" + "".join(f"{round(part):02x}" for part in ground), look.ink) >= 4.5, each


@pytest.mark.parametrize("seed", range(8))
def test_a_span_goes_to_the_dom_and_back(run: Callable[..., Any], seed: int) -> None:
    """Pieces per turn hold the words of the span, and their ends give the span again, seams at its ends apart."""
    texts = some_turns(seed)
    whole, spans = layout([NewTurn(text) for text in texts])
    turns = [{"text": text, "start": start} for text, (start, _end) in zip(texts, spans, strict=True)]
    rng = random.Random(seed)
    wanted = [sorted(rng.sample(range(len(whole) + 1), 2)) for _ in range(40)] if len(whole) > 1 else []
    found = run("offsets", """(m, { turns, wanted }) => {
        const places = new m.Places(turns);
        return wanted.map(([start, end]) => {
          const pieces = places.pieces(start, end);
          if (!pieces.length) return null;
          const [first, last] = [pieces[0], pieces.at(-1)];
          return { words: pieces.map(({ turn, from, to }) => turns[turn].text.slice(from, to)).join(""),
            back: places.span(first.turn, first.from, last.turn, last.to), text: places.text(start, end) };
        });
      }""", {"turns": turns, "wanted": wanted})
    for (start, end), got in zip(wanted, found, strict=True):
        while start < end and whole[start] == "\n":
            start += 1
        while start < end and whole[end - 1] == "\n":
            end -= 1
        if start == end:
            assert got is None
            continue
        assert got["words"] == whole[start:end].replace("\n", "")
        assert got["back"] == {"start": start, "end": end}
        assert got["text"] == whole[start:end]


def test_ends_outside_the_words_fall_off(run: Callable[..., Any]) -> None:
    """A selection that ends at the start of the next turn, or begins at the end of one, holds only words."""
    found = run("offsets", """(m) => {
        const turns = [{ text: "een", start: 0 }, { text: " twee ", start: 4 }, { text: "🙂", start: 11 }];
        const places = new m.Places(turns);
        return [places.span(0, 3, 2, 0), places.span(0, 0, 1, 0), places.span(0, 3, 1, 0), places.span(1, 2, 1, 2),
          places.trimmed({ start: 4, end: 10 }), places.trimmed({ start: 4, end: 5 }), places.span(2, 0, 2, 2)];
      }""")
    assert found == [{"start": 4, "end": 10}, {"start": 0, "end": 3}, None, None, {"start": 5, "end": 9}, None,
                     {"start": 11, "end": 12}]


def test_sentences_of_a_turn_come_from_the_server(run: Callable[..., Any]) -> None:
    """Each turn has those that begin in it, as spans without the white space between them; code points throughout."""
    found = run("offsets", """(m) => {
        const turns = [{ text: "🙂 Een. Twee.", start: 0 }, { text: " drie ", start: 13 }, { text: "Vier", start: 20 }];
        const places = new m.Places(turns, [0, 7, 14, 20]);
        const told = ({ start, end }) => [start, end, places.text(start, end)];
        return [0, 1, 2].map((turn) => places.sentences(turn).map(told));
      }""")
    assert found == [[[0, 6, "🙂 Een."], [7, 12, "Twee."]], [[14, 18, "drie"]], [[20, 24, "Vier"]]]


def test_words_at_the_ends_are_made_whole(run: Callable[..., Any]) -> None:
    """Only outward, never over a turn's edge or into white space; letters of every kind."""
    found = run("offsets", """(m) => {
        const texts = ["Zij is niet met mij.", "cafe\u0301 🙂 foto's", "שלום עולם"];
        let start = 0;
        const turns = texts.map((text) => {
          const turn = { text, start };
          start += [...text].length + 1;
          return turn;
        });
        const places = new m.Places(turns);
        const whole = (turn, from, to, last = turn) => {
          const { start, end } = places.whole(places.span(turn, from, last, to), "nl");
          return places.text(start, end);
        };
        return [whole(0, 8, 15), whole(0, 0, 6), whole(0, 6, 8), whole(0, 3, 4), whole(0, 18, 2, 1), whole(1, 2, 4),
          whole(1, 6, 8), whole(1, 10, 13), whole(2, 1, 2), whole(2, 2, 7)];
      }""")
    assert found == ["niet met", "Zij is", " niet", " ", "mij.\ncafe\u0301", "cafe\u0301", "🙂",
                     "foto's", "שלום", "שלום עולם"]


def test_a_long_quote_is_cut_at_spaces(run: Callable[..., Any]) -> None:
    """Its beginning and end hold whole words; one endless word is cut, but not inside a letter."""
    words = " ".join(f"woord{n}" for n in range(40))
    short, same, endless = run("codings", """(m, words) =>
        [words, 'kort', '🙂'.repeat(99)].map((each) => m.shortened(each, 61, 25))""", words)
    head, tail = short.split(" … ")
    assert words.startswith(f"{head} ")
    assert words.endswith(f" {tail}")
    assert (len(head) <= 61, len(tail) <= 25, same) == (True, True, "kort")
    assert set(endless) == {"🙂", " ", "…"}


def test_undo_and_redo_go_through_the_steps(run: Callable[..., Any]) -> None:
    """Steps come back in reverse, a new step ends redo, a forgotten coding is gone from both."""
    found = run("history", """(m) => {
        const h = new m.History();
        const klik = { code: "klik" };
        const said = (step) => step && [step.id, step.before && "there", step.after && "there"];
        h.push({ id: "a", before: null, after: klik });
        h.push({ id: "b", before: null, after: klik });
        h.push({ id: "a", before: klik, after: null });
        const out = [h.undo(), h.undo(), h.redo(), h.undo()].map(said);
        h.push({ id: "c", before: null, after: klik });
        out.push(said(h.redo()));
        h.rename("c", "d");
        out.push(said(h.undo()), said(h.redo()));
        h.forget("d");
        out.push(said(h.undo()), said(h.undo()));
        return out;
      }""")
    assert found == [
        ["a", "there", None], ["b", None, "there"], ["b", None, "there"], ["b", None, "there"], None,
        ["d", None, "there"], ["d", None, "there"], ["a", None, "there"], None]


def test_what_is_shown_of_a_coding_follows_what_is_told(run: Callable[..., Any]) -> None:
    """The same told again changes nothing; other words move it, and both turns are drawn; gone, it is remembered."""
    found = run("state", """(m) => {
        const state = new m.State({
          codes: [], codings: [], turns: [{ text: "een twee", start: 0 }, { text: "drie vier", start: 9 }] });
        const drawn = [];
        state.on("coding", (coding, turns) => drawn.push([coding.id, [...turns].sort()]));
        const told = { id: "a", code: "klik", start: 0, end: 3, coder: null };
        const first = state.put(told);
        state.put(told);
        const moved = state.put({ ...told, start: 9, end: 13, sign: "-" });
        state.take("a");
        state.take("a");
        state.put(told);
        state.aim({ swap: "a" });
        state.merge("a", "b");
        const { codings } = state;
        const aims = [state.target.swap, codings.get("b").live, codings.mine, codings.get("a") ?? null];
        state.take("b");
        return [drawn, first === moved, aims, state.target];
      }""")
    assert found == [
        [["a", [0]], ["a", [0, 1]], ["a", [1]], ["a", [0]], ["b", [0]], ["b", [0]]], True, ["b", True, 1, None], {}]


def test_an_end_is_moved_by_words_and_letters(run: Callable[..., Any]) -> None:
    """To where the next word begins or ends, with the marks that stand at it, over the seam too; a mark alone is no
    step but by letter; never past the other end, nor to where no words are left."""
    found = run("offsets", """(m) => {
        const places = new m.Places([{ text: "Zij 🙂 belde, zelf.", start: 0 }, { text: "En toen", start: 19 }]);
        const moved = (span, ...how) => {
          const to = places.moved(span, ...how, "nl");
          return to && [to.start, to.end];
        };
        const belde = { start: 6, end: 11 };
        return [moved(belde, "end", 1, false), moved(belde, "end", -1, false), moved(belde, "start", -1, false),
          moved(belde, "start", 1, false), moved(belde, "end", 1, true), moved({ start: 13, end: 18 }, "end", 1, false),
          moved({ start: 0, end: 3 }, "start", -1, false), moved({ start: 6, end: 7 }, "end", -1, true),
          moved({ start: 0, end: 3 }, "end", 1, true), moved({ start: 6, end: 12 }, "start", -1, true),
          moved({ start: 6, end: 18 }, "end", -1, false)];
      }""")
    assert found == [[6, 18], None, [4, 11], None, [6, 12], [13, 21], None, None, [0, 5], [4, 12], [6, 12]]
    quoted = run("offsets", """(m) => {
        const places = new m.Places([{ text: "Hij zei: “Noord-Holland”, en zo …", start: 0 }]);
        const words = (to) => to && places.text(to.start, to.end);
        const moved = (...how) => words(places.moved(...how, "nl"));
        return [moved({ start: 26, end: 28 }, "start", -1, false), moved({ start: 16, end: 23 }, "start", -1, false),
          moved({ start: 9, end: 24 }, "start", -1, false), moved({ start: 10, end: 15 }, "end", 1, false),
          moved({ start: 4, end: 7 }, "end", 1, false), moved({ start: 4, end: 15 }, "start", 1, false)];
      }""")
    assert quoted == ["Holland”, en", "“Noord-Holland", "zei: “Noord-Holland”", "Noord-Holland”,",
                      "zei: “Noord", "“Noord"]


def test_words_are_found_whatever_their_capitals_and_accents(run: Callable[..., Any]) -> None:
    """Each place once, in units of the text as it stands."""
    found = run("find", """(m) => ["Eén café, twee CAFÉS. 🙂 cafe", "niets"].map((text) => m.placesOf(text, "cafe"))""")
    assert found == [[{"from": 4, "to": 8}, {"from": 15, "to": 19}, {"from": 25, "to": 29}], []]


def test_favourites_take_digits_and_the_others_keep_theirs(run: Callable[..., Any]) -> None:
    """A favourite stands where it was put; what stood there goes where it came from."""
    found = run("codes", """(m) => {
        const rows = [..."abcdefghijkl"].map((key) => ({
          key, name: key, definition: "", signals: [], is_codable: true, is_old: false }));
        const codes = new m.Codes(rows, []);
        const put = (key, place) => {
          codes.favour(codes.withFavourite(key, place));
          return codes.favourites.join("");
        };
        const digits = () => [..."1234567890"].map((digit) => codes.withDigit(digit) ?? "-").join("");
        return [digits(), put("l", 2), digits(), put("c", 1), digits(), put("l", 0), digits()];
      }""")
    assert found == ["abcdefghij", "al", "alcdefghij", "cla", "cladefghij", "cba", "cbadefghij"]

def test_digits_stay_when_the_codebook_changes(run: Callable[..., Any]) -> None:
    """Digits come with the codes; a code made here stands last; a favourite that is gone moves none of the others."""
    found = run("codes", """(m) => {
        const row = (key, digit = null) => ({
          key, digit, name: key, definition: "", signals: [], is_codable: true, is_old: false, parent_key: "top" });
        const rows = [row("x", "4"), row("a", "1"), row("c", "3")];
        const codes = new m.Codes(rows, []);
        const digits = () => [..."1234567890"].map((digit) => codes.withDigit(digit) ?? "-").join("");
        const first = digits();
        codes.learn({ ...row("e", "1"), parent_key: "x" });
        const learned = digits();
        codes.favour(["gone", "c"]);
        const favoured = digits();
        codes.favour([]);
        codes.favour(codes.withFavourite("e", 1));
        return [first, learned, favoured, digits()];
      }""")
    assert found == ["a-cx------", "aecx------", "ac-x------", "eacx------"]


BOX = """(m) => {
  const kept = new Map();
  const storage = { get length() { return kept.size; }, key: (i) => [...kept.keys()][i],
    getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v), removeItem: (k) => kept.delete(k) };
  const box = (window, version = "v1", account = "me") => new m.Outbox(storage, account, "doc", version, window);
  const op = (n) => ({ op: `op${n}`, kind: "add", coding: `c${n}` });
  BODY
}"""


def box(body: str) -> str:
    """A script about outboxes over one storage."""
    return BOX.replace("BODY", body)


def test_the_outbox_survives_its_window(run: Callable[..., Any]) -> None:
    """A new window adopts what earlier ones left, in order and once; settled actions leave nothing behind."""
    found = run("outbox", box("""
      const one = box("w1"), two = box("w2");
      [1, 2].forEach((n) => one.add(op(n)));
      two.add(op(3));
      const three = box("w3");
      const adopted = three.shown.map((each) => each.op);
      one.add(op(4));
      const four = box("w4");
      const settled = four.settle(["op1", "op2", "op3", "op4"]).length;
      return [adopted, four.size, settled, [...kept.keys()]];"""))
    assert found == [["op1", "op2", "op3"], 0, 4, []]


def test_the_outbox_is_one_accounts_own(run: Callable[..., Any]) -> None:
    """Another account does not see them; an earlier version's actions are sent first, on their own, and not drawn."""
    found = run("outbox", box("""
      box("w1").add(op(1));
      const other = box("w2", "v1", "you"), later = box("w3", "v2");
      later.add(op(2));
      const ops = (list) => list.map((each) => each.op);
      const first = ops(later.batch(9));
      later.settle(first);
      return [other.size, ops(later.shown), first, ops(later.batch(9)), ops(later.batch(0))];"""))
    assert found == [0, ["op2"], ["op1"], ["op2"], []]


def test_a_storage_that_fails_is_told(run: Callable[..., Any]) -> None:
    """Without room or without storage the actions stay in the window, and the outbox says so."""
    found = run("outbox", """(m) => {
        const full = { length: 0, key: () => null, setItem: () => { throw new Error("full"); }, removeItem: () => {} };
        return [full, null].map((storage) => {
          const box = new m.Outbox(storage, "me", "doc", "v1", "w");
          box.add({ op: "op1", kind: "add", coding: "c1" });
          return [box.size, box.kept];
        });
      }""")
    assert found == [[1, False], [1, False]]
