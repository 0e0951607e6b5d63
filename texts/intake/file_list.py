"""Many files at once: whose each file is, who speaks and when it was told, from its name or from a list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

from pilot.errors import BadInput
from pilot.visible import visible, visible_name
from pilot.vocabulary import voices
from pilot.words import N_, _
from texts.importers.faults import shown_name
from texts.intake.list_dates import Slashed, date_cell, date_in, slashed
from texts.intake.voice_words import VOICE_OF, voice_of


@dataclass(frozen=True)
class Guess:
    """What is known of a file before it is read; None where its name or the list does not say.

    Args:
        voice: one of VOICES.
        told_on: ISO date; a month without a day is not a date, so that is None.
        title: only a list says it.
    """

    family: str | None = None
    voice: str | None = None
    told_on: str | None = None
    title: str | None = None


MOST_FAULTS = 100
_MORE_FAULTS = N_("There are {number} more faults like these in the list.")


class PlanFaults(BadInput):
    """Everything wrong in a list of files at once, a sentence with its line number each."""

    def __init__(self, faults: Sequence[BadInput]) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = tuple(faults)

    def sentence(self, language: str | None = None) -> str:
        """All faults, one after the other, in `language`."""
        return " ".join(fault.sentence(language) for fault in self.faults)


def guess(name: str, families: list[str]) -> Guess:
    """Family, voice and date by a file's name, such as "Berk_moeder_2021-03-04.docx" or "Es coach 12-5-2020".

    Args:
        name: a file name, folders in front of it are ignored.
        families: the pseudonyms of the pilot; case, spaces and underscores do not matter.

    Returns:
        None in a field for what is not named, or where two families or voices are.
    """
    stem = visible(name).replace("\\", "/").rpartition("/")[2]
    # An ending has a letter in it: what is only a number is the year of a day, in a name without an ending.
    stem = re.sub(r"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,5}$", "", stem)
    told_on, stem = date_in(stem)
    words = _words(stem)
    family, words = _family_in(words, families)
    told = {voice for word in words if (voice := voice_of(word))}
    return Guess(family, told.pop() if len(told) == 1 else None, told_on)


def read_csv_plan(text: str) -> dict[str, Guess]:
    """A list of files: csv with columns bestand, gezin, stem, datum and titel, or file, family, voice, date and title.

    Args:
        text: separated by ; or , or tabs, also behind Excel's line "sep=;"; only the file column must be there; dates
            day first, as the Dutch write them. Empty rows and columns without a name are passed over.

    Returns:
        File name -> Guess, in the order of the list.

    Raises:
        PlanFaults: a sentence with its line number for every fault.
    """
    text, first_line, separator = _separated(visible(text))
    faults: list[BadInput] = []
    rows = list(_numbered_rows(text, separator, first_line, faults))
    if not rows:
        raise PlanFaults(faults or [BadInput(N_("The list of files is empty."))])
    # A title may stand above the names of the columns.
    head = next((n for n, (_line, cells) in enumerate(rows[:TITLE_ROWS]) if "file" in _columns(cells, 0)[0]), 0)
    (line, names), *entries = rows[head:]
    columns, new = _columns(names, line)
    faults[:0] = new
    if "file" not in columns:
        raise PlanFaults(faults)
    width = max(columns.values()) + 1
    wide = max(width, len(_trimmed(names, 0)))
    # Where one date can only be read month first, all others may be meant so.
    month_first = any(_only_month_first(cells, columns.get("date")) for _line, cells in entries)
    plan: dict[str, Guess] = {}
    seen: dict[str, str] = {}
    for line, cells in entries:
        found, new = _entry(line, _trimmed(cells, wide), columns, wide, seen, month_first=month_first)
        faults += new
        plan.update(found)
    if faults:
        raise PlanFaults(_most(faults))
    if not plan:
        raise PlanFaults([BadInput(N_("The list of files is empty."))])
    return plan


def _most(faults: Sequence[BadInput]) -> list[BadInput]:
    """The first MOST_FAULTS, and how many more there are."""
    more = len(faults) - MOST_FAULTS
    return [*faults[:MOST_FAULTS], *([BadInput(_MORE_FAULTS, number=more)] if more > 0 else [])]


def filled(plan: Mapping[str, Guess]) -> list[str]:
    """The fields of Guess that the list says of some file."""
    return [one.name for one in fields(Guess) if any(getattr(row, one.name) for row in plan.values())]


def row_of(name: str, plan: Mapping[str, Guess]) -> Guess:
    """What the list says of a file: its row by name, without folders, or by name without its ending; else nothing."""
    found = _row_name(name, plan)
    return plan[found] if found is not None else Guess()


def without_file(names: Iterable[str], plan: Mapping[str, Guess]) -> list[str]:
    """The sentences on rows of the list that fit none of these files."""
    used = {_row_name(name, plan) for name in names}
    return [_("The list names a file that is not among these: {file}.").format(file=shown_name(file))
            for file in plan if file not in used]


def _row_name(name: str, plan: Mapping[str, Guess]) -> str | None:
    wanted, rows = _bare(name), _by_bare(tuple(plan))
    # A row may name a file without its ending.
    return rows.get(wanted) or rows.get(wanted.rpartition(".")[0] or wanted)


@lru_cache(maxsize=2)  # asked for each of hundreds of files about the same thousands of rows
def _by_bare(rows: tuple[str, ...]) -> dict[str, str]:
    """The rows by the names they are compared by; of equal ones the first."""
    return {_bare(row): row for row in reversed(rows)}


def _bare(name: str) -> str:
    """A file's name as it is compared: no folders, case or form of accents (macOS keeps them apart)."""
    return visible_name(name).replace("\\", "/").rpartition("/")[2].strip("\"' ").casefold()


def _separated(text: str) -> tuple[str, int, str]:
    """The list without Excel's line "sep=;", the number of its first line, and what stands between its cells."""
    head, _end, rest = text.partition("\n")
    told = _SEP_LINE.fullmatch(head)
    if told:
        return rest, 2, told[1]
    filled = [line for line in text.split("\n", 200) if line.strip(";,\t| \"")][:TITLE_ROWS]
    return text, 1, max(";,\t|", key=lambda sign: max((line.count(sign) for line in filled), default=0))


def _trimmed(cells: list[str], width: int) -> list[str]:
    """Cells without those at the end that are empty and lie outside the columns that are wanted."""
    last = max((at for at, cell in enumerate(cells, 1) if cell), default=0)
    return cells[: max(last, width)]


_COLUMN = N_("Line {line}: the column “{column}” is not known or is there twice; use bestand, gezin, stem and datum.")
_SEP_LINE = re.compile(r"\s*\"?sep=([;,\t|])\"?[;,\t|]*\s*", re.IGNORECASE)
_COLUMNS = {
    "file": (
        "bestand", "bestanden", "bestandsnaam", "naam bestand", "bestand naam", "naam van het bestand", "document",
        "opname", "file", "filename", "file name", "files"),
    "family": (
        "gezin", "gezinnen", "naam gezin", "gezinsnaam", "familie", "family", "family name", "pseudoniem", "pseudonym"),
    "voice": ("stem", "stemmen", "voice", "verteller", "wie", "spreker", "wie vertelt", "who", "speaker"),
    "date": (
        "datum", "date", "verteld op", "told on", "datum gesprek", "datum interview", "datum opname", "opnamedatum",
        "gespreksdatum", "interviewdatum", "datum van het gesprek", "date told", "recorded on"),
    "title": ("titel", "title", "titel gesprek", "titel van het gesprek"),
}
# What people keep beside it and nothing is asked about here.
_BESIDE = frozenset((
    "opmerking", "opmerkingen", "notitie", "notities", "nr", "nummer", "volgnummer", "duur", "locatie", "plaats",
    "onderwerp", "interviewer", "tijd", "note", "notes", "remarks", "comment", "comments", "number", "length",
    "duration", "place", "location", "time"))
TITLE_ROWS = 5
# How a cell is kept from becoming a number in Excel: ="0412".
_AS_TEXT = re.compile(r'^="([^"]*)"$')


def _numbered_rows(
    text: str, separator: str, first_line: int, faults: list[BadInput]
) -> Iterable[tuple[int, list[str]]]:
    """The rows that hold something, each with its line; one that cannot be read ends them and is told in `faults`."""
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    before = skipped = first_line - 1
    try:
        for cells in reader:
            # A quoted cell may run over lines; the fault is where the row begins.
            line, before = before + 1, reader.line_num + skipped
            if any(cell.strip() for cell in cells):
                yield line, [_AS_TEXT.sub(r"\1", cell.strip()) for cell in cells]
    except csv.Error:
        faults.append(BadInput(N_("Line {line}: this line cannot be read."), line=reader.line_num + skipped))


def _columns(names: list[str], line: int) -> tuple[dict[str, int], list[BadInput]]:
    """Where each known column is, and what is wrong with the names of the columns."""
    columns: dict[str, int] = {}
    faults = []
    for at, name in enumerate(names):
        plain = " ".join(re.sub(r"[_:*.]+", " ", name.casefold()).split())
        if not plain or plain in _BESIDE:
            continue
        column = next((c for c, known in _COLUMNS.items() if plain in known), None)
        if column is None or column in columns:
            faults.append(BadInput(_COLUMN, line=line, column=name[:40]))
        else:
            columns[column] = at
    if "file" not in columns:
        faults.append(BadInput(N_("Line {line}: there is no column “bestand” with the names of the files."), line=line))
    return columns, faults


def names_files(cells: list[str]) -> bool:
    """Whether a row is the head of a list of files: a column for the file, and one for what is known of it at least."""
    columns, _faults = _columns(cells, 0)
    return "file" in columns and len(columns) > 1


def _entry(
    line: int, cells: list[str], columns: dict[str, int], width: int, seen: dict[str, str], *, month_first: bool
) -> tuple[dict[str, Guess], list[BadInput]]:
    """The file of one row with its Guess, or the faults of that row."""
    if len(cells) > width:
        message = N_("Line {line}: there are {found} cells where the first line has {wanted}.")
        return {}, [BadInput(message, line=line, found=len(cells), wanted=width)]
    # Excel leaves the empty cells at the end of a row out.
    cells += [""] * (width - len(cells))
    cell = {column: cells[at] for column, at in columns.items()}
    voice, told_on = _voice_cell(cell.get("voice", "")), date_cell(cell.get("date", ""))
    faults = []
    if not cell["file"]:
        faults.append(BadInput(N_("Line {line}: the name of the file is missing."), line=line))
    elif same := seen.get(_bare(cell["file"]), ""):
        # Files are told apart by their names alone: with one row for two, a text would go to another's family.
        message = N_("Line {line}: this file is in the list twice.") if same == cell["file"] else N_(
            "Line {line}: the list has a file of this name already, in another folder or spelling; rename one.")
        faults.append(BadInput(message, line=line))
    else:
        seen[_bare(cell["file"])] = cell["file"]
    if voice is None and cell.get("voice"):
        message = N_("Line {line}: the voice “{given}” is not known; use gezin, coach, partner, coördinator or anders.")
        faults.append(BadInput(message, line=line, given=cell["voice"][:40]))
    written = slashed(cell.get("date", ""))
    if written and written.either and (written.american or month_first):
        faults.append(_either(line, cell["date"], written))
    elif told_on is None and cell.get("date"):
        message = N_("Line {line}: “{given}” is not a date; write it as 2021-03-04.")
        faults.append(BadInput(message, line=line, given=cell["date"][:40]))
    # One that is too long comes whole: to be shortened by who knows what it is about.
    found = Guess(cell.get("family") or None, voice, told_on, cell.get("title") or None)
    return ({} if faults else {cell["file"]: found}), faults


def _only_month_first(cells: list[str], at: int | None) -> bool:
    """Whether the date of a row makes sense as an American writes it, and not as the Dutch do."""
    written = slashed(cells[at]) if at is not None and at < len(cells) else None
    return written is not None and written.day_first is None and written.month_first is not None


def _either(line: int, given: str, written: Slashed) -> BadInput:
    message = N_(
        "Line {line}: “{given}” can be {day_first}, or {month_first} as Americans write it; write it as 2021-03-04.")
    return BadInput(message, line=line, given=given[:40], day_first=date.fromisoformat(str(written.day_first)),
                    month_first=date.fromisoformat(str(written.month_first)))


def _voice_cell(given: str) -> str | None:
    word = given.casefold()
    return word if word in voices.VOICES else VOICE_OF.get(word)


def _words(text: str) -> list[str]:
    """Lower-case words of a file name, also where only a capital or a digit parts them."""
    text = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])|(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " ", text)
    return re.findall(r"[^\W_]+", text.casefold())


def _family_in(words: list[str], families: Iterable[str]) -> tuple[str | None, list[str]]:
    """The one family that is named, and the other words; the longest name wins over those inside it."""
    found: dict[str, None] = {}
    left = list(words)
    for family in sorted(families, key=lambda name: (-len("".join(_words(name))), name)):
        key = "".join(_words(family))
        while key and (at := _run(left, key)):
            found[family] = None
            left[at[0] : at[1]] = ["\0"]
    return (next(iter(found)) if len(found) == 1 else None), left


def _run(words: list[str], key: str) -> tuple[int, int] | None:
    for start in range(len(words)):
        joined = ""
        for end in range(start, len(words)):
            joined += words[end]
            if joined == key:
                return start, end + 1
            if not key.startswith(joined):
                break
    return None
