"""Families laid out over nine life domains, so that the counts of a published table come out exactly.

Given are how many families stand at each level of each domain, and on how many domains there are problems in the
families of whom all domains are known. Where each family stands within that is made up: the same for the same chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

LEVELS = (10.0, 7.5, 5.0, 2.5, 0.0)
STEP = 2.5
Family = dict[str, float]  # score by domain; a domain that is not there is not known


def start(
    counts: Mapping[str, Sequence[int]], problems: Sequence[int], families: int, chance: Random
) -> list[Family]:
    """The scores of all families at the start; those of whom all domains are known come first.

    Args:
        counts: by domain, families at each of LEVELS. problems: families with 0, 1, ... domains with problems.
        families: how many there are.

    Raises: ValueError where no families can be laid out so.
    """
    numbers = [n for n, these in enumerate(problems) for _ in range(these)]
    chance.shuffle(numbers)
    known = {domain: sum(row) for domain, row in counts.items()}
    missing = families - len(numbers)
    free = _free_of_problems(counts, known, numbers, len(counts))
    zeros = {domain: row[-1] - free[domain] for domain, row in counts.items()}
    without = [_take(zeros, len(counts) - n, chance) for n in numbers]
    if any(zeros.values()):
        raise ValueError("the families without a problem do not fit those of whom all domains are known")
    rest = _sparse({domain: known[domain] - len(numbers) for domain in counts}, missing, len(counts), chance)
    without += [set() for _ in rest]
    for domain, n in free.items():
        for at in chance.sample([len(numbers) + at for at, domains in enumerate(rest) if domain in domains], n):
            without[at].add(domain)
    domains_of = [set(counts) for _ in numbers] + rest
    return _with_levels(counts, domains_of, without, chance)


def _free_of_problems(
    counts: Mapping[str, Sequence[int]], known: Mapping[str, int], numbers: Sequence[int], domains: int
) -> dict[str, int]:
    """By domain, how many families without a problem on it are among those of whom not all is known: its share."""
    n = sum(row[-1] for row in counts.values()) - (domains * len(numbers) - sum(numbers))
    if n < 0:
        raise ValueError("more domains without a problem than the table has")
    whole = sum(row[-1] for row in counts.values())
    shares = {domain: n * row[-1] / whole for domain, row in counts.items()}
    found = {domain: min(int(share), known[domain] - len(numbers)) for domain, share in shares.items()}
    for domain in sorted(shares, key=lambda one: (found[one] - shares[one], one)):
        if sum(found.values()) < n and found[domain] < known[domain] - len(numbers):
            found[domain] += 1
    if sum(found.values()) != n:
        raise ValueError("too few families of whom not all is known")
    return found


def _take(left: dict[str, int], n: int, chance: Random) -> set[str]:
    """n domains, of which most are left: so it always comes out, whatever the order of families (Ryser 1957)."""
    order = sorted(left, key=lambda one: (-left[one], chance.random()))[:n]
    for domain in order:
        left[domain] -= 1
    if any(left[domain] < 0 for domain in order):
        raise ValueError("too few families without a problem")
    return set(order)


def _sparse(known: Mapping[str, int], families: int, domains: int, chance: Random) -> list[set[str]]:
    """Which domains are known of families of whom not all are, each domain of as many as `known` says."""
    found: list[set[str]] = [set() for _ in range(families)]
    for domain, n in known.items():
        order = sorted(range(families), key=lambda at: (len(found[at]) == domains - 1, chance.random()))
        for at in order[:n]:
            found[at].add(domain)
    if any(len(one) == domains for one in found):
        raise ValueError("a family of whom not all is known has all domains")
    return found


def _with_levels(
    counts: Mapping[str, Sequence[int]], domains_of: Sequence[set[str]], without: Sequence[set[str]], chance: Random
) -> list[Family]:
    """Who has many problems has heavier ones: so domains go together, as they do in families."""
    weight = [sum(domain not in free for domain in domains) / max(1, len(domains)) + chance.gauss(0, 0.35)
              for domains, free in zip(domains_of, without, strict=True)]
    made: list[Family] = [dict.fromkeys(sorted(free), 0.0) for free in without]
    for domain, row in counts.items():
        levels = [level for level, n in zip(LEVELS[:-1], row, strict=False) for _ in range(n)]
        holders = [at for at, domains in enumerate(domains_of) if domain in domains and domain not in without[at]]
        holders.sort(key=lambda at: -(weight[at] + chance.gauss(0, 0.3)))
        for at, level in zip(holders, levels, strict=True):
            made[at][domain] = level
    return made


def later(was: Family, better: float, worse: float, chance: Random) -> Family:
    """The same family later: each domain a level better or worse with these chances, and less than half of all gone."""
    found = dict(was)
    for domain, value in was.items():
        throw = chance.random()
        if throw < better and value:
            found[domain] = value - STEP
        elif throw > 1 - worse and value < LEVELS[0]:
            found[domain] = value + STEP
    for domain in sorted(was, key=lambda one: was[one] - found[one], reverse=True):
        if sum(found.values()) > sum(was.values()) / 2 or not sum(was.values()):
            break
        found[domain] = was[domain]
    return found


def halved(was: Family) -> Family:
    """The same family later, with half or less of its problems left: two levels better wherever there were any."""
    return {domain: max(0.0, value - 2 * STEP) for domain, value in was.items()}
