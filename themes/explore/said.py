"""What there is to say in a sentence before a figure is looked at: that it is empty, and why, or full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.words import _, ngettext

if TYPE_CHECKING:
    from themes.frames import Material
    from themes.tally import Tally


def remarks(material: Material, counted: Tally) -> list[str]:
    """Of a material with documents: one family only, nothing coded, all of it missing, part of it waiting."""
    found = []
    families = material.documents["family_id"].to_numpy()
    told = len(set(families.tolist()))
    if told == 1:
        found.append(_("This is about one family: numbers of families say nothing here beyond yes or no."))
    waiting = int((~counted.coded.any(axis=1)).sum())
    if not counted.coded.any():
        found.append(_("Nothing counts yet: all that was told is still to be coded."))
    elif not counted.said.any():
        found.append(_("All codes are missing: what was coded does not say any of them."))
    elif waiting:
        found.append(ngettext("{n} story or conversation is not coded yet: it may hold more.",
                              "{n} stories and conversations are not coded yet: they may hold more.",
                              waiting).format(n=waiting))
    return found


def everywhere(material: Material, counted: Tally, key: str = "") -> str:
    """Which codes every family said, or that this one was (its key), in a sentence; '' for none."""
    families = material.documents["family_id"].to_numpy()
    told = len(set(families.tolist()))
    found = [code.name for at, code in enumerate(material.codes) if key in ("", code.key)
             and len(set(families[counted.said[:, at]].tolist())) == told]
    return _("Said in every family: {codes}. Such a code does not tell families apart.").format(
        codes=", ".join(found)) if told > 1 and found else ""


def gaps(labels: list[str], stories: list[int]) -> str:
    """Which periods have no stories, in a sentence; '' where each has."""
    empty = [label for label, n in zip(labels, stories, strict=True) if not n]
    return _("Nothing was told in: {periods}.").format(periods=", ".join(empty)) if empty else ""
