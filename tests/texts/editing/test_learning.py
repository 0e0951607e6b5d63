"""Words that somebody put right are those that stand in the place of others and were nowhere in the text before."""

from __future__ import annotations

import pytest

from texts.editing.hunks import Said
from texts.editing.learning import put_right


@pytest.mark.parametrize(("before", "after", "right"), [
    (["Zij heet Amerikans, hoor."], ["Zij heet Amerikaans, hoor."], ["Amerikaans"]),
    (["In de ganzen pad straat."], ["In de Ganzenpadstraat."], ["Ganzenpadstraat"]),
    (["Toen kwam hij", "en zij kwamen"], ["Toen kwamen hij", "en zij kwamen"], []),  # written elsewhere already
    (["Het was goet."], ["Het [lacht] was goet."], []),
    (["Het was goet ja."], ["Het was [lacht] ja."], []),
    (["Wat een heel ander verhaal dat was"], ["Iets nieuws werd hier uitgebreid neergeschreven vandaag"], []),
    (["Ja.", "Nou"], ["Ja. Nou"], []), (["Nou"], ["Nooit"], ["Nooit"])])
def test_what_is_put_right(before: list[str], after: list[str], right: list[str]) -> None:
    """A few words for a few others; no marks, no new turns, none that the text had."""
    old, new = ([Said("x", text) for text in texts] for texts in (before, after))
    assert put_right(old, new) == right
