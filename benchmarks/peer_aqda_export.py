"""Run by AQDA's own Python: `peer_aqda_export.py JSON` fills a project and times its exports by AQDA's functions.

JSON: {"rounds": n, "codes": [name, ...], "documents": [{"name", "text", "codings": [[start, end, code's place]]}]},
offsets in code points, 0-based, end-exclusive, as AQDA counts them. Its folder is AQDA_DATA_DIR. Prints as JSON what
each export took in ms of processor and of the clock, one number a round.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any


def fill(path: Path, given: dict[str, Any]) -> None:
    """One project of what is given, into AQDA's file."""
    db = sqlite3.connect(path)
    with db:
        db.execute("INSERT INTO project(id, name, lineage_id) VALUES (1, 'ruil', 'ruil')")
        db.executemany("INSERT INTO code(id, project_id, name) VALUES (?, 1, ?)", enumerate(given["codes"], start=1))
        for n, one in enumerate(given["documents"], start=1):
            db.execute("INSERT INTO document(id, project_id, name, content) VALUES (?, 1, ?, ?)",
                       (n, one["name"], one["text"]))
            db.executemany(
                "INSERT INTO coding(document_id, code_id, start_pos, end_pos, selected_text, coder)"
                " VALUES (?,?,?,?,?,?)",
                [(n, code + 1, start, end, one["text"][start:end], "coder 1") for start, end, code in one["codings"]])
    db.close()


async def timed(given: dict[str, Any]) -> dict[str, list[list[float]]]:
    """Each export as its route makes it, read to the end."""
    from aqda import db
    from aqda.routers import export

    await db.init_db()
    fill(db._db_path(), given)
    took: dict[str, list[list[float]]] = {}
    for name, make in (("csv", export.export_csv), ("qdpx", export.export_qdpx)):
        for n in range(given["rounds"] + 1):
            began, began_work = time.perf_counter(), time.process_time()
            answer = await make(1)
            size = sum([len(piece) async for piece in answer.body_iterator])
            spent = [(time.process_time() - began_work) * 1000, (time.perf_counter() - began) * 1000]
            assert size > 1_000
            if n:  # the first round warms up
                took.setdefault(name, []).append(spent)
    return took


if __name__ == "__main__":
    print(json.dumps(asyncio.run(timed(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))))
