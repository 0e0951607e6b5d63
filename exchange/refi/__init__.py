"""REFI-QDA: whole projects (.qdpx) and codebooks (.qdc), as the standard 1.5 of 2019 has them.

`model` is a project between the two worlds. In: `archive` opens the file, `xml_in` and `reading` make the model of it
behind the fence, `offsets` finds out how its maker counts, `arriving` makes a pilot. Out: `gather` makes the model of a
pilot, `xml_out` writes it. `codes` and `ours` say how what the standard has no place for travels.
"""
