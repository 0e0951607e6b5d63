"""Where a piece of sound is heard: the clock a player in a browser shows, in seconds."""

from __future__ import annotations

# A step smaller than this is rounding, not silence.
GAP_S = 0.1
# A pause of up to ten minutes is believed where a recording does not say how long it is.
LONGEST_GAP_S = 600.0
# And where it does: up to two hours, for all of it is gone through.
LONGEST_STATED_GAP_S = 7200.0
# Times that go back this far begin anew: what follows is heard after what was heard before it.
BACK_S = 1.0


class Clock:
    """The clock of one track, told of each piece of sound in the order of the file.

    A player begins at 0 and keeps a silence where the file's own times leave one, also before the first sound. Broken
    times move nothing: what comes then follows what came before.

    Args:
        length_s: how long the recording says it is, counted from 0; None where it does not.
    """

    def __init__(self, length_s: float | None = None) -> None:
        self.at = 0.0
        self._length_s = length_s
        self._shift = 0.0

    def gap(self, time_s: float | None, least_s: float = GAP_S) -> float:
        """Seconds of silence before the sound that stands at `time_s` in the file; 0 where it follows at once.

        Args:
            least_s: what is shorter is rounding.
        """
        if time_s is None:
            return 0.0
        gap = time_s + self._shift - self.at
        if gap < -BACK_S or gap > self._longest():
            self._shift -= gap
            return 0.0
        return gap if gap > least_s else 0.0

    def _longest(self) -> float:
        # A length that has been passed already says nothing; a late start is not what it is stated for.
        if self._length_s and self._length_s > self.at > 0:
            return min(self._length_s - self.at, LONGEST_STATED_GAP_S)
        return LONGEST_GAP_S

    def heard(self, seconds: float) -> None:
        """So many seconds of sound or silence have passed."""
        self.at += seconds
