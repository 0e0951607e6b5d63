"""Many files at once: whose each file is, who speaks and when it was told, from its name or from a list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pilot.errors import BadInput
from pilot.vocabulary import voices
from pilot.words import N_
from texts.importers.normalise import normalise
from texts.intake.voice_words import VOICE_OF, voice_of


@dataclass(frozen=True)
class Guess:
    """What is known of a file before it is read; None where its name or the list does not say.

    Args:
        voice: one of VOICES.
        told_on: ISO date; a month without a day is not a date, so that is None.
    """

    family: str | None = None
    voice: str | None = None
    told_on: str | None = None


class PlanFaults(BadInput):
    """Everything wrong in a list of files, a sentence with its line number each."""

    def __init__(self, faults: Sequence[BadInput]) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = tuple(faults)

    def sentence(self, language: str | None = None) -> str:
        """All faults, one after the other, in `language`."""
        return " ".join(fault.sentence(language) for fault in self.faults)


_MONTH_NAMES = (
    "januari january jan|februari february feb|maart march mrt mar|april apr|mei may|juni june jun|"
    "juli july jul|augustus august aug|september sept sep|oktober october okt oct|november nov|december dec"
)
_MONTHS = {name: i for i, names in enumerate(_MONTH_NAMES.split("|"), 1) for name in names.split()}
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]([01]?\d)[-_. ]([0-3]?\d)(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)[-_. ]([01]?\d)[-_. ]((?:19|20)\d\d)(?!\d)")
_SPELLED = re.compile(r"(?<!\d)([0-3]?\d)[-_. ]*([a-z]{3,9})[-_. ]*((?:19|20)\d\d)(?!\d)")
_MONTH_ONLY = re.compile(r"(?<!\d)(?:(?:19|20)\d\d[-_. ]?(?:0\d|1[0-2])|(?:0\d|1[0-2])[-_. ](?:19|20)\d\d)(?!\d)")


def guess(name: str, families: list[str]) -> Guess:
    """Family, voice and date by a file's name, such as "Berk_moeder_2021-03-04.docx" or "Es coach 12-5-2020".

    Args:
        name: a file name, folders in front of it are ignored.
        families: the pseudonyms of the pilot; case, spaces and underscores do not matter.

    Returns:
        None in a field for what is not named, or where two families or voices are.
    """
    stem = normalise(name).replace("\\", "/").rpartition("/")[2]
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem)
    told_on, stem = _date_in(stem)
    words = _words(stem)
    family, words = _family_in(words, families)
    told = {voice for word in words if (voice := voice_of(word))}
    return Guess(family, told.pop() if len(told) == 1 else None, told_on)


def read_csv_plan(text: str) -> dict[str, Guess]:
    """A list of files: csv with columns bestand, gezin, stem and datum, or file, family, voice and date.

    Args:
        text: separated by ; or , or tabs; only the file column must be there; dates as 2021-03-04
            or 4-3-2021.

    Returns:
        File name -> Guess, in the order of the list.

    Raises:
        PlanFaults: a sentence with its line number for every fault.
    """
    text = normalise(text)
    header = text.partition("\n")[0]
    separator = max(";,\t", key=header.count)
    rows = list(_numbered_rows(text, separator))
    if not rows:
        raise PlanFaults([BadInput(N_("The list of files is empty."))])
    (_line, names), *entries = rows
    columns = _columns(names)
    plan: dict[str, Guess] = {}
    faults: list[BadInput] = []
    for line, cells in entries:
        found, new = _entry(line, cells, columns, len(names), plan)
        faults += new
        plan.update(found)
    if faults:
        raise PlanFaults(faults)
    if not plan:
        raise PlanFaults([BadInput(N_("The list of files is empty."))])
    return plan


_COLUMN = N_("Line 1: the column “{column}” is not known or is there twice; use bestand, gezin, stem and datum.")
_COLUMNS = {
    "file": ("bestand", "bestandsnaam", "file", "filename"),
    "family": ("gezin", "family", "pseudoniem"),
    "voice": ("stem", "voice", "verteller"),
    "date": ("datum", "date", "verteld op"),
}


def _numbered_rows(text: str, separator: str) -> Iterable[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    before = 0
    try:
        for cells in reader:
            # A quoted cell may run over lines; the fault is where the row begins.
            line, before = before + 1, reader.line_num
            if any(cell.strip() for cell in cells):
                yield line, [cell.strip() for cell in cells]
    except csv.Error as fault:
        unreadable = BadInput(N_("Line {line}: this line cannot be read."), line=reader.line_num)
        raise PlanFaults([unreadable]) from fault


def _columns(names: list[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    faults = []
    for at, name in enumerate(names):
        column = next((c for c, known in _COLUMNS.items() if name.casefold() in known), None)
        if column is None or column in columns:
            faults.append(BadInput(_COLUMN, column=name[:40]))
        else:
            columns[column] = at
    if "file" not in columns:
        faults.append(BadInput(N_("Line 1: there is no column “bestand” with the names of the files.")))
    if faults:
        raise PlanFaults(faults)
    return columns


def _entry(
    line: int, cells: list[str], columns: dict[str, int], width: int, before: dict[str, Guess]
) -> tuple[dict[str, Guess], list[BadInput]]:
    """The file of one row with its Guess, or the faults of that row."""
    if len(cells) != width:
        message = N_("Line {line}: there are {found} cells where the first line has {wanted}.")
        return {}, [BadInput(message, line=line, found=len(cells), wanted=width)]
    cell = {column: cells[at] for column, at in columns.items()}
    voice, told_on = _voice_cell(cell.get("voice", "")), _date_cell(cell.get("date", ""))
    faults = []
    if not cell["file"]:
        faults.append(BadInput(N_("Line {line}: the name of the file is missing."), line=line))
    elif cell["file"] in before:
        faults.append(BadInput(N_("Line {line}: this file is in the list twice."), line=line))
    if voice is None and cell.get("voice"):
        message = N_("Line {line}: the voice “{given}” is not known; use gezin, coach, partner, coördinator or anders.")
        faults.append(BadInput(message, line=line, given=cell["voice"][:40]))
    if told_on is None and cell.get("date"):
        message = N_("Line {line}: “{given}” is not a date; write it as 2021-03-04.")
        faults.append(BadInput(message, line=line, given=cell["date"][:40]))
    return ({} if faults else {cell["file"]: Guess(cell.get("family") or None, voice, told_on)}), faults


def _voice_cell(given: str) -> str | None:
    word = given.casefold()
    return word if word in voices.VOICES else VOICE_OF.get(word)


def _date_cell(given: str) -> str | None:
    told_on, rest = _date_in(given)
    return told_on if not rest.strip() else None


def _date_in(text: str) -> tuple[str | None, str]:
    """The first real date in a text and the text without it; a lone month is taken out and is no date."""
    lowered = text.lower()
    for pattern, order in ((_YEAR_FIRST, "ymd"), (_COMPACT, "ymd"), (_DAY_FIRST, "dmy"), (_SPELLED, "dmy")):
        for match in pattern.finditer(lowered):
            part = dict(zip(order, match.groups(), strict=True))
            month = _MONTHS.get(part["m"], 0) if pattern is _SPELLED else int(part["m"])
            try:
                found = date(int(part["y"]), month, int(part["d"]))
            except ValueError:
                continue
            return found.isoformat(), text[: match.start()] + " " + text[match.end() :]
    return None, _MONTH_ONLY.sub(" ", text)


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
