"""Who speaks, where a program's JSON says it apart from the words (AWS), or says all words again to say it (Google)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def with_speakers(data: Any) -> Any:
    """What was read, with who speaks at each word where it stood elsewhere, and without words that are there twice."""
    results = data.get("results") if isinstance(data, dict) else None
    if isinstance(results, dict):
        return {**data, "results": _labelled(results)}
    if isinstance(results, list) and len(results) > 1 and _says_all_again(results):
        return {**data, "results": results[-1:]}
    return data


def _labelled(results: Mapping[str, Any]) -> Mapping[str, Any]:
    """AWS: a list of items, and beside it segments of speakers with the times of the same items."""
    labels, items = results.get("speaker_labels"), results.get("items")
    if not isinstance(labels, dict) or not isinstance(items, list):
        return results
    by_start = {one["start_time"]: one["speaker_label"] for segment in _dicts(labels.get("segments"))
                for one in _dicts(segment.get("items"))
                if isinstance(one.get("start_time"), str) and isinstance(one.get("speaker_label"), str)}
    return {**results, "items": [_with_label(item, by_start) for item in items]}


def _with_label(item: Any, by_start: Mapping[str, str]) -> Any:
    start = item.get("start_time") if isinstance(item, dict) else None
    return {"speaker_label": by_start[start], **item} if isinstance(start, str) and start in by_start else item


def _says_all_again(results: list[Any]) -> bool:
    """Whether the last result holds the words of all others once more, and says who speaks each."""
    spoken = [list(_words(result)) for result in results]
    last = spoken[-1]
    before = [word.get("word") for words in spoken[:-1] for word in words]
    return bool(before) and any("speakerTag" in word or "speakerLabel" in word for word in last) and (
        [word.get("word") for word in last][: len(before)] == before)


def _words(result: Any) -> Iterator[Mapping[str, Any]]:
    best = _dicts(result.get("alternatives")) if isinstance(result, dict) else []
    yield from _dicts(best[0].get("words")) if best else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
