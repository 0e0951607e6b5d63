"""The benchmarks: each can be run by its name, stands in their README, and compares like with like."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import peer_taguette, rows
from benchmarks.__main__ import main, modules
from benchmarks.rows import Row
from pilot.config import ROOT

README = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)


def test_every_benchmark_is_documented() -> None:
    """README gives for each benchmark, and for nothing else, the command that measures its figures."""
    assert set(re.findall(r"^### `python -m benchmarks (\w+)`$", README, re.MULTILINE)) == set(modules())


def test_every_figure_is_there() -> None:
    """Under each benchmark stands a table with figures, and the load they were measured under, or that it was quiet."""
    for part in README.split("\n### ")[1:]:
        assert re.search(r"^\| what +\| measured +\| asked +\|$", part, re.MULTILINE)
        assert len(re.findall(r"^\| ", part, re.MULTILINE)) > 1
        assert re.search(r"^Load [\d.]+ / [\d.]+ before, [\d.]+ / [\d.]+ after|\bquiet\b", part, re.MULTILINE)


def test_an_unknown_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is no benchmark measures nothing and lists those there are."""
    assert main(["desks"]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "desks" in said.err
    assert all(name in said.err for name in modules())


def test_a_broken_promise_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A benchmark of which a row breaks a promise prints its table, and ends with 1."""
    made = [Row("lost", "0", "0")]
    monkeypatch.setattr("benchmarks.__main__.modules", lambda: {"storm": SimpleNamespace(run=lambda: made)})
    assert main(["storm"]) == 0
    made.append(Row("faults", "3", "0", broken=True))
    assert main(["storm"]) == 1
    assert "| faults | 3        | 0     |" in capsys.readouterr().out


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0, 1))
def test_percentiles(values: list[float], share: float) -> None:
    """At least `share` of the values lie at or under the percentile, which is one of them."""
    found = rows.p(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= min(len(values), share * len(values))


def test_table() -> None:
    """A table is Markdown with a head, one line per row, and as many cells in each."""
    lines = rows.table([Row("a", "1 ms"), Row("longer than the head", "2 s", "< 3 s")]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert [line.count("|") for line in lines] == [4] * 4
    assert lines[3].split("|")[1].strip() == "longer than the head"


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5), st.data())
def test_the_peer_gets_the_same_spans(told: list[tuple[str, str]], data: st.DataObject) -> None:
    """A span in code points of our text becomes the same words in UTF-8 bytes of the text with speakers before it."""
    turns: list[dict[str, Any]] = []
    at = 0
    for speaker, text in told:
        turns.append({"speaker": speaker, "text": text, "start": at, "end": at + len(text)})
        at += len(text) + 1
    turn = data.draw(st.sampled_from(turns))
    start = data.draw(st.integers(0, len(turn["text"]) - 1))
    end = data.draw(st.integers(start + 1, len(turn["text"])))
    coding = {"start": turn["start"] + start, "end": turn["start"] + end, "code": "klik"}
    (first, last, words, tag), = peer_taguette.as_highlights(peer_taguette.Coded("", turns, [coding]))
    whole = "\n".join(peer_taguette.paragraphs(turns)).encode()
    assert whole[first:last].decode() == words == turn["text"][start:end]
    assert tag == "klik"


def test_the_page_for_the_peer_is_whole() -> None:
    """The page that Taguette imports has a paragraph per turn, with its speaker, and no markup of the text's own."""
    page = peer_taguette.as_html([{"speaker": "Moeder", "text": "Zij <b>belde</b> & wist 🙂"}])
    assert "<p>Moeder: Zij &lt;b&gt;belde&lt;/b&gt; &amp; wist 🙂</p>" in page
