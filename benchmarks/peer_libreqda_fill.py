"""Run by LibreQDA's own Python: `peer_libreqda_fill.py DATABASE JSON` makes a project with a coded document.

Through its models, as its routes go through everything again for every highlight.
JSON: {"html": the document, "highlights": [[start, end, snippet, code], ...]}, offsets in UTF-8 bytes of its text,
0-based, end-exclusive, as LibreQDA counts them. Prints the path of the document.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def fill(database_path: str, given: dict[str, Any]) -> str:
    """Put all of it in, in one transaction; returns the path of the document's page."""
    from taguette import database as d  # LibreQDA keeps the name of the program it came from

    db = d.connect(f"sqlite:///{database_path}")()
    project = d.Project(name="Bench", description="")
    project.members.append(d.ProjectMember(user_login="admin", privileges=d.Privileges.ADMIN))
    document = d.Document(name="conversation", description="", filename="conversation.html", project=project,
                          text_direction=d.TextDirection.LEFT_TO_RIGHT, contents=given["html"])
    db.add_all([project, document])
    tags: dict[str, Any] = {}
    for start, end, snippet, code in given["highlights"]:
        if code not in tags:
            tags[code] = d.Tag(project=project, path=code, description="", color="#4477aa")
        highlight = d.Highlight(document=document, start_offset=start, end_offset=end, snippet=snippet)
        highlight.tags.append(tags[code])
        db.add(highlight)
    db.commit()
    path = f"/project/{project.id}/document/{document.id}"
    db.close()
    return path


if __name__ == "__main__":
    print(fill(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
