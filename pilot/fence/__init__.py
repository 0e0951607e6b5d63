"""What comes from outside is parsed behind a fence: in a process of its own, with little time and little memory.

`run` asks for one function of plain values and gets plain values back. A nursery (`nursery`), a process that has the
parsers in memory already, forks a child for each call and does nothing else; the child sets its own limits (`limits`),
answers once and ends. Whatever a file does to it, nothing of it stays, and the server's own threads only wait. The
answer is JSON, never a pickle: what comes back is data, whoever wrote it.
"""

from pilot.fence.calls import run, set_apart, stop, warm
from pilot.fence.limits import SMALL, Limits
from pilot.fence.turns import Gone
from pilot.fence.wire import Plain
from pilot.fence.wishes import Wish, wished

__all__ = ["SMALL", "Gone", "Limits", "Plain", "Wish", "run", "set_apart", "stop", "warm", "wished"]
