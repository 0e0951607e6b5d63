"""Run by Taguette's own Python: `peer_fill.py DATABASE JSON` puts highlights with tags in, through Taguette's models.

Its route would parse the whole document again for every highlight: an hour for two thousand.
JSON: [{"document": id, "highlights": [[start, end, snippet, tag path], ...]}, ...], offsets in UTF-8 bytes, 0-based,
end-exclusive, as Taguette counts them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def fill(database_path: str, documents: list[dict[str, Any]]) -> None:
    """Add every highlight and the tags that are not there yet, in one transaction."""
    from taguette import database

    db = database.connect(f"sqlite:///{database_path}")()
    tags: dict[str, Any] = {}
    for given in documents:
        document = db.get(database.Document, given["document"])
        for start, end, snippet, path in given["highlights"]:
            if path not in tags:
                tags[path] = database.Tag(project_id=document.project_id, path=path, description="")
            highlight = database.Highlight(document=document, start_offset=start, end_offset=end, snippet=snippet)
            highlight.tags.append(tags[path])
            db.add(highlight)
    db.commit()
    db.close()


if __name__ == "__main__":
    fill(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
