"""Fields of a Word document: what is chosen in a form, and what is in a field or a box and nobody wrote."""

from __future__ import annotations

from dataclasses import dataclass, field

from texts.importers.word_parts import is_on, value


@dataclass
class Form:
    """A field of a form that is filled in by choosing: what is chosen stands in no run."""

    choices: list[str] = field(default_factory=list)
    chosen: int = 0
    is_ticked: bool | None = None

    def answer(self) -> str:
        if self.is_ticked is not None:
            return "☒" if self.is_ticked else "☐"
        return self.choices[self.chosen] if 0 <= self.chosen < len(self.choices) else ""


@dataclass
class Unsaid:
    """Whether words are the instruction of a field, with the results of fields in it, or what stands in an empty box.

    Word shows neither an instruction nor what other fields put into it; "Click to enter text" is the program's.
    """

    fields: list[bool] = field(default_factory=list)  # of each field that is open, whether its instruction goes on
    boxes: list[bool] = field(default_factory=list)  # of each box that is open, whether it is empty

    @property
    def is_open(self) -> bool:
        return any(self.fields) or any(self.boxes)

    def opened(self, local: str, attributes: dict[str, str]) -> None:
        kind = value(attributes, "fldCharType") if local == "fldChar" else ""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()
        elif local == "sdt":
            self.boxes.append(False)
        elif local == "showingPlcHdr" and self.boxes:
            self.boxes[-1] = is_on(attributes)

    def closed(self, local: str) -> None:
        if local == "sdt" and self.boxes:
            self.boxes.pop()
