"""A page run without a browser: what a browser asks of Streamlit over its websocket, and the bytes that come back."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from pilot.accounts import sittings
from pilot.store.files import open_server
from pilot.visit import COOKIE

if TYPE_CHECKING:
    from typing import Self

    from pilot.config import Home


@dataclass(frozen=True)
class Ran:
    """One page run: how long it took, what came over the socket, whether the page said that something went wrong."""

    seconds: float
    bytes: int
    failed: bool


class Visitor:
    """Somebody signed in to the server at `url`; each run is a browser that comes, reads one page and is gone."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token

    @classmethod
    def signed_in(cls, url: str, home: Home, name: str, password: str = "demo") -> Self:
        """A sitting of its own over the home that the server serves."""
        with closing(open_server(home.server_path)) as server:
            return cls(url, sittings.sign_in(server, name, password, f"bench {name}"))

    def run(self, path: str, query: dict[str, str] | None = None) -> Ran:
        """Open a page, wait until its script has ended, and go."""
        ask = BackMsg()
        ask.rerun_script.page_name = path
        ask.rerun_script.query_string = urlencode(query or {})
        ask.rerun_script.context_info.timezone = "Europe/Amsterdam"
        began, size, failed = time.perf_counter(), 0, False
        stream = f"ws://{urlsplit(self._url).netloc}/_stcore/stream"
        with connect(stream, origin=Origin(self._url), subprotocols=[Subprotocol("streamlit")], max_size=None,
                     additional_headers={"Cookie": f"{COOKIE}={self._token}"}) as socket:
            socket.send(ask.SerializeToString())
            while True:
                frame = socket.recv(timeout=120)
                size += len(frame)
                message = ForwardMsg()
                message.ParseFromString(frame)
                kind = message.WhichOneof("type")
                if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                    failed = True
                if kind == "script_finished":
                    return Ran(time.perf_counter() - began, size, failed)
