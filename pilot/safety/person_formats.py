"""All that is held on one person as a file: a page to read and print, Word, and JSON for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from markupsafe import Markup

from pilot.access.three_states import BLIND, OTHERWISE, OUT_OF_REACH, WITHDRAWN
from pilot.files import as_docx, docx_rows
from pilot.files.export import Export, Format
from pilot.files.printable import printable
from pilot.safety.person_file import PersonFile, gathered
from pilot.vocabulary.palette import LIGHT
from pilot.words import N_, _, current, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.files.export import Asked
    from pilot.safety.person_file import Part

_STYLE = (
    "body{{max-width:62rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 sans-serif;color:{ink};background:{paper}}}"
    "table{{border-collapse:collapse;margin:.5rem 0 1.5rem}}th,td{{text-align:left;vertical-align:top;padding:.2rem"
    " 1.2rem .2rem 0;border-bottom:1px solid {line}}}small{{color:{soft}}}h2{{margin:2rem 0 0}}")


def kept_back(part: Part) -> str:
    """What is there of a part and not given, and why, a sentence for each reason; '' for nothing."""
    said: dict[str, Callable[[int], str]] = {
        OUT_OF_REACH: lambda n: ngettext("{n} more is held and not given here: it is out of reach.",
                                         "{n} more are held and not given here: they are out of reach.", n),
        WITHDRAWN: lambda n: ngettext("{n} more is held and not given here: it is withdrawn.",
                                      "{n} more are held and not given here: they are withdrawn.", n),
        BLIND: lambda n: ngettext("{n} more is held and not given here: it is scored blind.",
                                  "{n} more are held and not given here: they are scored blind.", n),
        OTHERWISE: lambda n: ngettext("{n} more is held and not given here: you may not read it.",
                                      "{n} more are held and not given here: you may not read them.", n)}
    return " ".join(say(n).format(n=n) for why, say in said.items() if (n := part.kept_back.get(why, 0)))


def _from(part: Part) -> str:
    return _("From the room {room} of the program").format(room=part.room)


def as_html(file: PersonFile) -> bytes:
    """A page that needs nothing else."""
    told = Markup("<br>").join(Markup("<strong>{}:</strong> {}").format(*line) for line in file.about)
    page = Markup(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'">'
        '<title>{}</title><style>{}</style></head><body>'
        "<h1>{}</h1><p>{}</p>{}</body></html>").format(
            current(), file.title, Markup(_STYLE.format(  # noqa: S704  colours of ours
                ink=LIGHT.ink, paper=LIGHT.paper, line=LIGHT.line, soft=LIGHT.soft)),
            file.title, told, Markup("").join(_section(part) for part in file.parts))
    return page.encode()


def _section(part: Part) -> Markup:
    table = Markup("")
    if part.rows:
        head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in part.columns)
        rows = Markup("").join(Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)) for row in part.rows)
        table = Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, rows)
    return Markup("<h2>{}</h2><small>{}</small>{}<p>{}</p>").format(part.title, _from(part), table, kept_back(part))


def as_json(file: PersonFile) -> bytes:
    """The same for other programs: `title`, `about` by name, `parts` with `room`, `title`, `kept_back` (numbers by
    why), `why` (the same in words) and `rows`, each by the names of its columns."""
    told = {"title": file.title, "about": dict(file.about), "parts": [
        {"room": part.room, "title": part.title, "kept_back": {why: n for why, n in part.kept_back.items() if n},
         "why": kept_back(part), "rows": [dict(zip(part.columns, row, strict=True)) for row in part.rows]}
        for part in file.parts]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def as_word(file: PersonFile) -> bytes:
    """The same as docx."""
    import pandas as pd

    made = as_docx.begun(file.title, file.about)
    for part in file.parts:
        made.add_heading(printable(part.title), level=2)
        made.add_paragraph(printable(_from(part)), style="Caption")
        if part.rows:
            docx_rows.put(made, pd.DataFrame(part.rows, columns=list(part.columns), dtype=object), _ROOM_CM)
        if said := kept_back(part):
            made.add_paragraph(printable(said))
    return as_docx.finished(made)


_ROOM_CM = 17.0  # between the margins of A4


def _of(asked: Asked) -> PersonFile:
    return gathered(asked.pilot, asked.db, asked.viewer, asked.query.get("person", ""))


PERSON_FILE = Export("person", N_("All that is held on one person"), ("person",), {
    "html": Format("text/html; charset=utf-8", lambda asked: as_html(_of(asked))),
    "docx": Format(as_docx.MIME, lambda asked: as_word(_of(asked))),
    "json": Format("application/json", lambda asked: as_json(_of(asked)))}, needs=("person",))
EXPORTS = (PERSON_FILE,)
