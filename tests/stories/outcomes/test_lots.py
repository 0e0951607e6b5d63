"""Places drawn by lot: even in each block, the same from the same seed, another from another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stories.outcomes import lots

SEEDS = st.integers(0, 2**256 - 1).map(lambda n: f"{n:064x}")


@given(SEEDS, st.sampled_from(lots.BLOCKS), st.text("abc-", max_size=5), st.integers(0, 20))
def test_each_block_is_even(seed: str, block: int, stratum: str, number: int) -> None:
    """Half of the places of every block are with support."""
    arms = [lots.arm_at(seed, block, stratum, number * block + at) for at in range(1, block + 1)]
    assert arms.count(lots.SUPPORT) == arms.count(lots.CONTROL) == block // 2


def test_the_list_hangs_on_seed_and_stratum_alone() -> None:
    """The same seed gives the same list on every machine; another seed or another site gives another."""
    def drawn(seed: str, stratum: str) -> str:
        return "".join(lots.arm_at(seed, 4, stratum, place)[0] for place in range(1, 25))

    assert drawn("0" * 64, "") == "csscccsscscsccssccsscscs"
    assert len({drawn(seed * 64, stratum) for seed in "01" for stratum in ("", "noord")}) == 4


def test_a_seed_is_known_by_its_fingerprint() -> None:
    """Two seeds are two, and what is shown of one is SHA-256 of it."""
    one, other = lots.new_seed(), lots.new_seed()
    assert one != other
    assert lots.fingerprint("0" * 64) == "60e05bd1b195af2f94112fa7197a5c88289058840ce7c6df9693756bc6250f55"
