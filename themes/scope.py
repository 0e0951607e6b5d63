"""What counts in a view of themes: the period and on which axis, whose stories, whose codings; said in a sentence."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from coding.marks import agreed
from pilot.errors import BadInput
from pilot.vocabulary import days, voices
from pilot.words import N_, _, ngettext
from texts.axes import AXES, TELLING, check_limits

if TYPE_CHECKING:
    from collections.abc import Mapping

# Coder choices besides one coder's guid; the last is what coders came to together, and never counts beside them.
ANY, ALL, CONSENSUS = "any", "all", agreed.OURS
SIGNS = ("+", "-", "±")
SIGN_SENTENCES = {
    "+": N_("Only where it was there and helped (+)."),
    "-": N_("Only where it was missing or failed (-)."),
    "±": N_("Only where it was said both ways (±)."),
}


@dataclass(frozen=True)
class Names:
    """How the keys and guids of a scope are called on pages: {key or guid: name}, in the order of the filters."""

    sites: dict[str, str]
    coaches: dict[str, str]
    coders: dict[str, str]
    groups: dict[str, str]
    codebook: int


@dataclass(frozen=True)
class Scope:
    """Which material and whose codings count; it holds keys and guids only, so that it can stand in an address.

    Attributes:
        axis: 'telling' (when it was told) or 'event' (when it happened).
        from_on, until_on: ISO dates on that axis, both inclusive; '' for no limit.
        site: key of a site; coach: guid of a coach, whose families (now or before) count; '' for all.
        voice: one of VOICES, whose turns count; '' for all.
        group: key of a group of codes; '' for the whole codebook.
        coder: ANY, ALL (said where every coder who finished the document for the code used it, and at least two did),
            CONSENSUS (what was decided together, where everything is), or a coder's guid.
        sign: '+', '-' or '±': only codings with that direction; those that state none are left out. '' for all.
        version: number of a version of the codebook: only what coders were last done with under it, counted by the
            codes of today; '' for every version.
        from_month, until_month: months of support on the axis, both inclusive, the first one being 1 and all before
            the start of support 0; '' for no limit.
    """

    axis: str = TELLING
    from_on: str = ""
    until_on: str = ""
    site: str = ""
    coach: str = ""
    voice: str = ""
    group: str = ""
    coder: str = ANY
    sign: str = ""
    version: str = ""
    from_month: str = ""
    until_month: str = ""

    @property
    def layer(self) -> str:
        """Of which layer codings count."""
        return agreed.layer_of(self.coder)

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Scope:
        """The scope an address asks for; keys that are no part of a scope are left alone.

        Raises: BadInput for a value that no scope can have.
        """
        given = {f.name: query[f.name] for f in fields(cls) if query.get(f.name)}
        for name, allowed in (("axis", AXES), ("voice", voices.VOICES), ("sign", SIGNS)):
            if name in given and given[name] not in allowed:
                raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
        if not all(_is_number(given.get(name, "0")) for name in ("version", "from_month", "until_month")):
            raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))
        if given.get("until_month") and int(given.get("from_month", "0")) > int(given["until_month"]):
            raise BadInput(N_("The period ends before it starts. Change one of the two months."))
        start, end = check_limits(given.get("from_on", ""), given.get("until_on", ""))
        return cls(**given | {"from_on": start, "until_on": end})

    @property
    def by_support(self) -> bool:
        """Whether only some months of support count."""
        return bool(self.from_month or self.until_month)

    def in_months(self, month: int | None) -> bool:
        """Whether a month of support (1: the first; below 1: before the start; None: not known) is in the scope."""
        if not self.by_support:
            return True
        number = None if month is None else max(0, month)
        return number is not None and (
            int(self.from_month or 0) <= number and (not self.until_month or number <= int(self.until_month)))

    def query(self) -> dict[str, str]:
        """What to put in an address: only what differs from the whole pilot."""
        return {k: v for k, v in asdict(self).items() if v != getattr(_WHOLE, k)}

    def check(self, names: Names) -> None:
        """Raises: BadInput when the scope names something that is not in this pilot."""
        known = ((self.site, names.sites), (self.coach, names.coaches), (self.group, names.groups),
                 ("" if self.coder in (ANY, ALL, CONSENSUS) else self.coder, names.coders))
        if any(key and key not in names_ for key, names_ in known) or int(self.version or 1) not in range(
                1, names.codebook + 1):
            raise BadInput(N_("This address asks for something that is not there. Choose again with the filters."))

    def sentence(self, names: Names, families: int, documents: int, *, undated: int, unsigned: int = 0,
                 begun: int = 0, held: int = 0, twice: int = 0, unsettled: int = 0, startless: int = 0) -> str:
        """Whose codings count, on which axis, which period, codebook version, and how much material that is.

        Args:
            families: families with material in scope; documents: stories and conversations in scope.
            undated: left out of an event axis for want of a date.
            unsigned: codings left out for want of a stated direction.
            startless: left out because the start of support is not known, where only some months of it count.
            begun: documents with codings of who has not finished them; held: those that are coded blind or
                for practice; twice: those that two coders finished; unsettled: those of which not everything is
                decided together.

        Raises: BadInput as `check`.
        """
        self.check(names)
        material = _("{families}, {documents}.").format(
            families=ngettext("{n} family", "{n} families", families).format(n=families),
            documents=ngettext("{n} story or conversation", "{n} stories and conversations", documents)
            .format(n=documents))
        earlier = [_("Codings made under an earlier version count too.")
                   ] if names.codebook > 1 and not self.version else []
        parts = [self._period(), self._coder(names), *earlier, *self._limits(names), material]
        if self.coder == CONSENSUS and unsettled:
            parts.append(ngettext("{n} has no consensus and does not count.",
                                  "{n} have no consensus and do not count.", unsettled).format(n=unsettled))
        if self.coder == ALL:
            parts.append(ngettext("Two coders or more are done with {n} of them.",
                                  "Two coders or more are done with {n} of them.", twice).format(n=twice))
        if begun and self.coder != CONSENSUS:
            parts.append(ngettext(
                "{n} has codings that do not count yet: who made them has not said done.",
                "{n} have codings that do not count yet: who made them has not said done.", begun).format(n=begun))
        if held:
            parts.append(ngettext(
                "{n} is coded blind or for practice: none of its codings count until that round is over.",
                "{n} are coded blind or for practice: none of their codings count until that round is over.", held)
                .format(n=held))
        if undated:
            parts.append(ngettext("{n} has no event date and is left out.", "{n} have no event date and are left out.",
                                  undated).format(n=undated))
        if startless:
            parts.append(ngettext("{n} is left out: the start of support is not known.",
                                  "{n} are left out: the start of support is not known.", startless)
                         .format(n=startless))
        if unsigned:
            parts.append(ngettext("{n} coding states no direction and is left out.",
                                  "{n} codings state no direction and are left out.", unsigned).format(n=unsigned))
        return " ".join(parts)

    def _period(self) -> str:
        told = self.axis == TELLING
        between = {"start": days.long(self.from_on), "end": days.long(self.until_on)}
        if self.from_on and self.until_on:
            text = _("Told from {start} to {end}.") if told else _("Happened from {start} to {end}.")
        elif self.from_on:
            text = _("Told from {start} on.") if told else _("Happened from {start} on.")
        elif self.until_on:
            text = _("Told until {end}.") if told else _("Happened until {end}.")
        else:
            text = _("All that was told, by the date of telling.") if told else _(
                "All that was told, by the date of the event.")
        return text.format(**between)

    def _coder(self, names: Names) -> str:
        version = names.codebook
        if self.coder == CONSENSUS:
            return _("What the coders came to together counts (consensus), codebook version {version}.").format(
                version=version)
        if self.coder == ANY:
            return _("Codings of any coder count, codebook version {version}.").format(version=version)
        if self.coder == ALL:
            return _("A story counts where all who are done with it used the code, two coders at least,"
                     " codebook version {version}.").format(version=version)
        return _("Only codings of {coder} count, codebook version {version}.").format(
            coder=names.coders[self.coder], version=version)

    def _limits(self, names: Names) -> list[str]:
        found = []
        if self.site:
            found.append(_("Only {site}.").format(site=names.sites[self.site]))
        if self.coach:
            found.append(_("Only families of {coach}.").format(coach=names.coaches[self.coach]))
        if self.voice:
            found.append(_("Only turns of this voice: {voice}.").format(voice=voices.name(self.voice)))
        if self.sign:
            found.append(_(SIGN_SENTENCES[self.sign]))
        if self.version:
            found.append(_("Only what coders were last done with under version {version} of the codebook, by the codes"
                           " of today.").format(version=self.version))
        if self.by_support:
            found.append(self._months())
        if self.group:
            found.append(_("Only the group {group}.").format(group=names.groups[self.group]))
        return found


    def _months(self) -> str:
        if self.until_month == "0":
            return _("Only from before support started.")
        if not self.until_month:
            return _("Only from month {first} of support on.").format(first=self.from_month)
        if int(self.from_month or 0) < 1:
            return _("Only until month {last} of support, and from before it.").format(last=self.until_month)
        return _("Only from month {first} to month {last} of support.").format(
            first=self.from_month, last=self.until_month)


def _is_number(text: str) -> bool:
    """Whether it is a whole number that a month or a version can have, from nought."""
    return text.isascii() and text.isdigit() and len(text) < 5


_WHOLE = Scope()
# What an address can say of a scope.
OPTIONS = tuple(one.name for one in fields(Scope))
