"""A text and a lexicon from outside, read behind the fence (`pilot.fence`); what is in a text is found there too.

The functions with `_behind` in their names run in the child, and take and give plain values.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pilot import fence
from pilot.called import LONGEST_WORD
from pilot.errors import BadInput
from pilot.visible import visible_name
from pilot.words import N_
from texts.deidentify.engine import find
from texts.deidentify.labels import Pseudonyms
from texts.deidentify.lexicon import Entry
from texts.deidentify.names import PARTICLES
from texts.deidentify.pipeline import found_by
from texts.deidentify.spans import KINDS, Span
from texts.deidentify.word_sets import all_of
from texts.importers import TEXT_LIMIT_BYTES, check_size
from texts.importers.charset import decode
from texts.importers.faults import CHARACTER_LIMIT, no_text, shown_name
from texts.index.lemmas import model

if TYPE_CHECKING:
    from collections.abc import Sequence

LEXICON_LIMIT_BYTES = 2_000_000
_LINE_ENDS = re.compile("\r\n|\r")
_HEADS = frozenset({"text", "tekst", "word", "woord", "name", "naam"})
# Kinds as a Dutch list may say them.
_IN_DUTCH = {"naam": "name", "persoon": "name", "plaats": "place", "dorp": "place", "adres": "address",
             "straat": "address", "organisatie": "org", "school": "org", "telefoon": "phone", "e-mail": "email",
             "kenteken": "plate", "datum": "date", "leeftijd": "age"}
_EVERYWHERE = N_("“{word}” on line {line} of the lexicon stands in every text. Leave it out.")
_KIND = N_("Line {line} of the lexicon has a kind that is not known: {kind}. There are: {kinds}.")
_COLUMNS = N_("Line {line} of the lexicon is not text, kind and pseudonym with commas between them. Mend it.")
_NO_WORD = N_("Line {line} of the lexicon has no word in it. Fill it in, or leave the line out.")
_LONG_WORD = N_("Line {line} of the lexicon has a word or pseudonym of more than {n} characters. Shorten it.")
_UTF8 = N_("{name} is not saved as UTF-8. Open it, save it as UTF-8 text and choose it again.")
_NOTHING = N_("There is no word in the lexicon {name}.")
# Words that would take every text apart, beside those inside names.
_SMALL = PARTICLES | all_of("een en of ik je jij hij ze zij we wij u die dat dit niet er is was")


def limits(characters: int, entries: int = 0, *, with_pipeline: bool = False) -> fence.Limits:
    """What finding may take: the lists are read in the child, and a text of so many characters is looked at."""
    seconds = 6 + characters / 20_000 + entries * characters / 4e8
    if with_pipeline:
        return fence.Limits(seconds=60 + seconds + characters / 5_000, memory_mb=2_000)
    return fence.Limits(seconds=seconds, memory_mb=700)


def text_of(path: Path, name: str) -> str:
    """The text of a file, its line ends as `\\n` and in NFC, and nothing else changed. Raises: BadInput."""
    return str(fence.run(f"{__name__}:text_behind", str(path), name, limits=fence.Limits(20, 400, 64),
                         name=shown_name(name)))


def text_behind(path: str, name: str) -> str:
    """In the child: what `text_of` gives."""
    data = Path(path).read_bytes()
    check_size(len(data), name, TEXT_LIMIT_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text or "\x00" in text:
        text = decode(data, name)
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    if not text.strip() or len(text) > CHARACTER_LIMIT:
        raise no_text(name)
    return text


def lexicon_of(path: Path, name: str) -> list[Entry]:
    """The lexicon in a file: csv of text, kind and pseudonym, or a name a line; empty lines are passed over.

    Raises: BadInput for one that is not UTF-8, or a line that says nothing, or too much ("de"), or cannot be read.
    """
    found = fence.run(f"{__name__}:lexicon_behind", str(path), name, name=shown_name(name))
    return [Entry(**one) for one in found]


def lexicon_behind(path: str, name: str) -> list[dict[str, str]]:
    """In the child: what `lexicon_of` is made of."""
    data = Path(path).read_bytes()
    check_size(len(data), name, LEXICON_LIMIT_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput(_UTF8, name=shown_name(name)) from fault
    if "\x00" in text:
        raise BadInput(_UTF8, name=shown_name(name))
    found = lexicon_in(text)
    if not found:
        raise BadInput(_NOTHING, name=shown_name(name))
    return found


def lexicon_in(text: str) -> list[dict[str, str]]:
    """The entries in a lexicon's text, as keywords of `Entry`. Raises: BadInput with the line that is wrong."""
    text = _LINE_ENDS.sub("\n", text)
    first = next((line for line in text.split("\n") if line.strip()), "")
    sign = max(",;\t", key=first.count)  # a comma where there is none
    is_table = any(sign in line for line in text.split("\n"))
    found: list[dict[str, str]] = []
    for line, row in _rows(text, sign) if is_table else enumerate(([one] for one in text.split("\n")), 1):
        cells = [visible_name(cell) for cell in row]
        if not any(cells) or (not found and cells[0].casefold() in _HEADS):
            continue
        found.append(_entry(line, cells))
    return found


def _rows(text: str, sign: str) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text), delimiter=sign, strict=True, skipinitialspace=True)
    try:
        for row in reader:
            rows.append((reader.line_num, row))
    except csv.Error as fault:
        raise BadInput(_COLUMNS, line=reader.line_num) from fault
    return rows


def _entry(line: int, cells: list[str]) -> dict[str, str]:
    if len(cells) > 3:
        raise BadInput(_COLUMNS, line=line)
    text, kind, pseudonym = (*cells, "", "")[:3]
    kind = _IN_DUTCH.get(kind.casefold(), kind.casefold()) or "name"
    if not text:
        raise BadInput(_NO_WORD, line=line)
    if max(len(text), len(pseudonym)) > LONGEST_WORD:
        raise BadInput(_LONG_WORD, line=line, n=LONGEST_WORD)
    if kind not in KINDS:
        raise BadInput(_KIND, line=line, kind=kind[:40], kinds=", ".join(KINDS))
    letters = [char for char in text if char.isalnum()]
    if text.casefold() in _SMALL or len(letters) < 2 or set(text.casefold().split()) <= _SMALL:
        raise BadInput(_EVERYWHERE, word=text[:40], line=line)
    return {"text": text, "kind": kind, "pseudonym": pseudonym}


def spans_of(
    text: str, entries: Sequence[Entry], *, ages: str = "ten years", dates: str = "year",
    places: str = "letter", known: Sequence[tuple[str, str, str]] = (), name: str = "",
) -> list[Span]:
    """What `find` finds in a text, with a pipeline where one is installed, behind the fence.

    Args:
        ages, dates, places: as `Pseudonyms` has them.
        known: kind, key and pseudonym of what is called something already.

    Raises: BadInput for a text that asks for too much work.
    """
    used = model()
    found = fence.run(
        f"{__name__}:spans_behind", text, [vars(one) for one in entries], [ages, dates, places],
        [list(one) for one in known], used, limits=limits(len(text), len(entries), with_pipeline=bool(used)), name=name)
    return [Span(*one) for one in found]


def spans_behind(
    text: str, entries: list[fence.Plain], coarse: list[str], known: list[tuple[str, str, str]], used: str,
) -> list[tuple[Any, ...]]:
    """In the child: what `spans_of` is made of."""
    called = Pseudonyms({(kind, key): pseudonym for kind, key, pseudonym in known}, ages=coarse[0],
                        dates=coarse[1], places=coarse[2])
    found = find(text, [Entry(**one) for one in entries], pseudonyms=called, more=found_by(text, used))
    return [(one.start, one.end, one.kind, one.replacement, one.source, one.sureness, one.key) for one in found]


def put(text: str, spans: Sequence[Span]) -> str:
    """The text with what stands in the place of each span."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at:span.start], span.replacement]
        at = span.end
    return "".join([*pieces, text[at:]])
