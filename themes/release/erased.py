"""Quotes and stories of what is erased, taken out of releases: figures stay as they were published."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from themes.release.store import digest_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlite_utils import Database


def take_out(db: Database, guids: Collection[str]) -> None:
    """Take quotes, statements and stories with these guids out of all that was drafted, proposed or signed.

    Inside a write in which a release may be changed. Readers miss nothing that they would see: what was taken back has
    not been shown since (`showable`).
    """
    for release_id, *kept in db.conn.execute("SELECT release_id, content, choice FROM release").fetchall():
        content, choice = (json.loads(one) for one in kept)
        left = [_without(one, guids) for one in (content, choice)]
        if left == [content, choice]:
            continue
        text = json.dumps(left[0], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        db.conn.execute("UPDATE release SET content = ?, choice = ?, sha256 = ? WHERE release_id = ?",
                        (text, json.dumps(left[1]), digest_of(text), release_id))


def _without(value: Any, guids: Collection[str]) -> Any:
    """What is kept as JSON without the parts that are called by these guids."""
    if isinstance(value, dict):
        return {key: _without(one, guids) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, guids) for one in value
                if not (one in guids if isinstance(one, str) else isinstance(one, dict) and one.get("guid") in guids)]
    return value
