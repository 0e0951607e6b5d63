"""Codebook files: every fault by its line, and back and forth without loss."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from coding.book.codebook import Code, Codebook, dump
from coding.book.codebook import load as load_behind
from coding.book.faults import CodebookFaults, Fault
from coding.book.file import read as load
from coding.book.phrases import fault_of
from pilot import words
from pilot.visible import visible_name

SMALL = """\
name: {nl: Proefboek, en: Trial book}
codes:
  - key: groep
    name: {nl: Groep, en: Group}
    definition: {nl: Samen., en: Together.}
    color: "#106DE0"
    codes:
      - key: een
        name: {nl: Een, en: One}
        definition: {nl: De eerste., en: The first.}
        use_when: {nl: Altijd., en: Always.}
        example: "Zij belde: 'kom maar'."
        signals: ["altijd", nooit]
        color: "#334A7D"
        color_dark: "#7FD9FD"
  - key: twee
    name: {nl: Twee, en: Two}
    definition: {nl: De tweede., en: The second.}
    color: "#443200"
"""
LINES = SMALL.splitlines()


def faults_of(text: str) -> list[str]:
    """What is wrong with `text`, one sentence each."""
    with pytest.raises(CodebookFaults) as caught:
        load(text)
    return [fault.sentence("en") for fault in caught.value.faults]


def test_reads_the_tree_in_order() -> None:
    """Groups come before their codes, with depth and parent, and hold no passages themselves."""
    walked = [(code.key, parent.key if parent else None, depth, code.codable)
              for code, parent, depth in load(SMALL).walk()]
    assert walked == [("groep", None, 0, False), ("een", "groep", 1, True), ("twee", None, 0, True)]


def test_words_stay_words() -> None:
    """YAML's yes, no, numbers and dates are read as the text that stands there."""
    book = load(SMALL.replace("nl: Een", "nl: no").replace("en: One", "en: 2019-01-01"))
    assert book.codes[0].codes[0].name == {"nl": "no", "en": "2019-01-01"}


def test_a_missing_dark_colour_is_made() -> None:
    """Without color_dark the light tone is lightened until it can be seen on the dark page."""
    code = load(SMALL).codes[1]
    assert code.color == "#443200"
    assert code.color_dark != code.color


@pytest.mark.parametrize(("text", "lines"), [
    ("", [1]),
    ("   \n\n", [1]),
    ("# only a comment\n", [1]),
    ("- a\n- b\n", [1]),
    ("een zin\n", [1]),
    ("codes: [\n", [1]),
    ("name: {nl: a, en: b}\n", [1]),
    ("name: {nl: a, en: b}\ncodes: []\n", [2]),
    ("name: {nl: a, en: b}\ncodes: nee\n", [2]),
    (SMALL + "---\nname: x\n", [20]),
    (SMALL.replace("{nl: Samen.,", "&a {nl: Samen.,").replace("{nl: Altijd., en: Always.}", "*a"), [11]),
    ("a: &a [*a]\n", [1]),
    ("a: " + "[" * 5000 + "\n", [1]),
    ('name: "\\UFFFFFFFF"\n', [1]),
    ("name: \x00\n", [1]),
    (SMALL.replace("Altijd.", '"\\uD800"'), [11]),
    (SMALL.replace("Altijd.", '"a\\0b"'), [11]),
    (SMALL.replace("key: een", "key: Een"), [8]),
    (SMALL.replace("key: een", "key: 1een"), [8]),
    (SMALL.replace("key: een", "key: groep"), [8]),
    (SMALL.replace("key: een", "keys: een"), [8, 8]),
    (SMALL.replace("nl: Een", "nl: Groep"), [9]),
    (SMALL.replace("nl: Een", "nl: ''"), [9]),
    (SMALL.replace("{nl: Een, en: One}", "Een"), [9]),
    (SMALL.replace("{nl: Een, en: One}", "{nl: Een}"), [9]),
    (SMALL.replace("{nl: Een, en: One}", "{nl: Een, en: [One]}"), [9]),
    (SMALL.replace("{nl: Een, en: One}", "{nl: Een, en: One, de: Eins}"), [9]),
    (SMALL.replace("name: {nl: Een, en: One}", "name: {nl: " + "e" * 61 + ", en: One}"), [9]),
    (SMALL.replace('color: "#334A7D"', "color: #334A7D"), [14]),
    (SMALL.replace('color: "#334A7D"', "color: blue"), [14]),
    (SMALL.replace('color: "#334A7D"', 'color: "#FFEE00"'), [14]),
    (SMALL.replace('color_dark: "#7FD9FD"', 'color_dark: "#000000"'), [15]),
    (SMALL.replace('["altijd", nooit]', "altijd"), [13]),
    (SMALL.replace('["altijd", nooit]', "[altijd, altijd]"), [13]),
    (SMALL.replace('["altijd", nooit]', "[{a: b}]"), [13]),
    (SMALL.replace("        example:", "        example: a\n        example:"), [13]),
    (SMALL + "    codable: misschien\n", [20]),
    (SMALL + "extra: 1\n", [20]),
])
def test_each_fault_has_its_line(text: str, lines: list[int]) -> None:
    """A wrong file is refused with the line of what is wrong."""
    assert [int(fault.split(":")[0].removeprefix("Line ")) for fault in faults_of(text)] == lines


def test_every_fault_is_told_at_once() -> None:
    """Several faults in one file come together, in the order of the lines."""
    wrong = SMALL.replace("key: een", "key: Een").replace('"#443200"', "geel")
    wrong = wrong.replace("{nl: Twee, en: Two}", "{nl: Twee}")
    assert [fault.split(":")[0] for fault in faults_of(wrong)] == ["Line 8", "Line 17", "Line 19"]


def test_tabs_are_named_by_line() -> None:
    """Indentation with tabs is told for each line that has one."""
    assert faults_of(SMALL.replace("    name", "\tname")) == [
        f"Line {n}: it is indented with a tab; use spaces." for n in (4, 9, 17)]


def test_long_lists_of_faults_are_cut_with_a_count() -> None:
    """Of three hundred faults the first hundred are told, then how many more there are; behind the fence alike."""
    wrong = SMALL + "".join(f"wrong{n}: 1\n" for n in range(300))
    for read in (load, load_behind):
        with pytest.raises(CodebookFaults) as caught:
            read(wrong)
        told = caught.value.sentence("en").splitlines()
        assert [fault.line for fault in caught.value.faults] == list(range(20, 120))
        assert told[0] == "This codebook has 300 faults and was not loaded. Mend the first 100 and try again."
        assert (len(told), told[1][:8], told[100][:9]) == (102, "Line 20:", "Line 119:")
        assert told[-1] == "... and 200 more."


@pytest.mark.parametrize("piece", [
    "  - x: 1\n", "  - key: a\n", "  - *a\n", "\t- a\n",
    "  - {key: k, name: {nl: n, en: n}, color: '#000', signals: [a]}\n"])
@pytest.mark.slow
def test_a_megabyte_of_faults_is_refused_within_the_limits(piece: str) -> None:
    """A file that is wrong throughout is told as any other, not as one that asks too much."""
    wrong = "name: {nl: a, en: b}\ncodes:\n" + piece * (990_000 // len(piece))
    with pytest.raises(CodebookFaults, match="10000 faults or more") as caught:
        load_behind(wrong)
    assert len(caught.value.faults) == 100
    assert caught.value.sentence("en").endswith("\n... and 9900 more.")


def test_faults_are_told_in_dutch() -> None:
    """Head, line and fault are in the reader's language."""
    with pytest.raises(CodebookFaults) as caught:
        load(SMALL + "extra: 1\n")
    with words.speaking("nl"):
        told = caught.value.sentence()
    assert told.startswith("Dit codeboek heeft één fout")
    assert "Regel 20: het veld “extra” is niet bekend." in told


def test_codes_lie_at_most_four_deep() -> None:
    """A fifth level of codes is refused."""
    text, pad = "name: {nl: a, en: b}\n", ""
    for depth in range(5):
        text += (f"{pad}codes:\n{pad}- key: k{depth}\n{pad}  name: {{nl: n{depth}, en: n{depth}}}\n"
                 f"{pad}  definition: {{nl: d, en: d}}\n{pad}  color: \"#334A7D\"\n")
        pad += "  "
    assert faults_of(text) == ["Line 23: this lies too deep; a codebook has at most 4 levels."]


plain = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40)
texts = plain.map(lambda t: load_text(t)).filter(bool)
colors = st.sampled_from(["#334A7D", "#106DE0", "#443200", "#A43E06"])
darks = st.sampled_from(["#7FD9FD", "#FEDA59", "#FFFFFF"])


def load_text(text: str) -> str:
    """The form in which a text is kept: composed, spaces folded, nothing in it that is not seen."""
    return visible_name(text)


@st.composite
def books(draw: st.DrawFn) -> Codebook:
    """Codebooks of up to three levels."""
    number = iter(range(1000))

    def both(longest: int = 3000) -> dict[str, str]:
        return {"nl": draw(texts)[:longest], "en": draw(texts)[:longest]}

    def code(depth: int) -> Code:
        n = next(number)
        below = tuple(code(depth + 1) for _ in range(draw(st.integers(0, 2)))) if depth < 2 else ()
        return Code(
            f"k{n}", {"nl": f"{draw(texts)} {n}", "en": f"{draw(texts)} {n}"}, both(), draw(colors), draw(darks),
            use_when=draw(st.sampled_from([{"nl": "", "en": ""}, {"nl": "ja", "en": "null"}])), not_when=both(),
            example=draw(st.one_of(st.just(""), texts)), codable=draw(st.booleans()), codes=below,
            signals=tuple(draw(st.lists(texts.filter(lambda text: not fault_of(text)), max_size=3, unique=True))))

    return Codebook(both(), tuple(code(0) for _ in range(draw(st.integers(1, 3)))))


@settings(max_examples=60, deadline=None)
@given(books())
@pytest.mark.slow
def test_dumped_and_loaded_is_the_same(book: Codebook) -> None:
    """Writing a codebook and reading it again changes nothing."""
    assert load(dump(book)) == book


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.one_of(
    st.just(None), st.text(max_size=12),
    st.sampled_from(["\t", "- ", "&a ", "*a", "? ", "{", "]", "!!python/object:os.system ", "%YAML 3", "'", '"',
                     "|", "---", "<<: "])),
    st.integers(0, 40))
@pytest.mark.slow
def test_a_changed_line_gives_faults_or_a_codebook(line: int, piece: str | None, at: int) -> None:
    """Whatever is done to a line, there is a codebook or a list of faults, never another error."""
    changed = LINES[line][:at] + piece + LINES[line][at:] if piece is not None else None
    text = "\n".join([*LINES[:line], *([changed] if changed is not None else []), *LINES[line + 1:]])
    book, faults = loaded(text)
    assert (book is None) == bool(faults)
    assert all(1 <= fault.line <= text.count("\n") + 1 and fault.sentence("en") for fault in faults)
    assert book is None or load(dump(book)) == book


def loaded(text: str) -> tuple[Codebook | None, tuple[Fault, ...]]:
    """The codebook or its faults."""
    try:
        return load(text), ()
    except CodebookFaults as error:
        return None, error.faults


def test_the_dump_is_plain_yaml() -> None:
    """What we write can be read by any YAML program."""
    assert yaml.safe_load(dump(load(SMALL)))["codes"][1]["key"] == "twee"


@pytest.mark.parametrize("name", ["naam", "naam 🙂"])
@pytest.mark.slow
def test_it_is_written_as_it_always_was(name: str) -> None:
    """What a version is known by is made of these words, in homes of years ago, too; an emoji stays one."""
    book = load((Path(__file__).parents[3] / "codebook.yaml").read_text(encoding="utf-8"))
    text = dump(replace(book, name={"nl": name, "en": name}))
    assert text == yaml.safe_dump(yaml.safe_load(text), allow_unicode=True, sort_keys=False, width=100)
    assert name in text


@pytest.mark.slow
def test_our_codebook_loads() -> None:
    """The Drenthe codebook has no faults and survives a round."""
    book = load((Path(__file__).parents[3] / "codebook.yaml").read_text(encoding="utf-8"))
    assert load(dump(book)) == book


def test_names_that_look_equal_are_one_name() -> None:
    """A zero-width space makes no second code of one name, nor a second key."""
    twice = SMALL.replace("{nl: Een, en: One}", '{nl: "Groep\u200b", en: "Gr\u00adoup"}')
    with pytest.raises(CodebookFaults) as refused:
        load(twice)
    assert "Groep" in refused.value.sentence("nl")
    assert len(refused.value.faults) == 2


def test_a_hundred_faults_are_enough() -> None:
    """Of a file that is wrong throughout the first hundred faults are told, and all are counted."""
    with pytest.raises(CodebookFaults, match="has 8000 faults") as refused:
        load("name: {nl: a, en: b}\ncodes:\n" + "  - x: 1\n" * 2_000)
    assert len(refused.value.faults) == 100
    assert refused.value.faults[0].line == 3


def test_codebook_beside_the_project(shared: Path) -> None:
    """Two codes called “Klik”, one with something in it that is not seen, are refused."""
    path = shared / "cases" / "texts" / "codebook_zero_width.yaml"
    if not path.is_file():
        pytest.skip("no cases beside the project")
    with pytest.raises(CodebookFaults) as refused:
        load(path.read_text(encoding="utf-8"))
    assert "Klik" in refused.value.sentence("nl")


def test_what_is_read_behind_the_fence_is_the_same() -> None:
    """A codebook, and every fault with its line, come through whole."""
    assert load_behind(SMALL) == load(SMALL)
    wrong = SMALL.replace("key: een", "key: 1 een").replace("key: twee", "keys: twee")
    with pytest.raises(CodebookFaults) as behind:
        load_behind(wrong)
    with pytest.raises(CodebookFaults) as here:
        load(wrong)
    assert behind.value.sentence("nl") == here.value.sentence("nl")
    assert len(here.value.faults) > 1
