"""Many facts at once, from a sheet (xlsx, csv): each fault is told by its row before anything is stored; then all of it
is stored, or nothing.

A kind of sheet is a `Kind` (model): its columns, and how one row is stored. `kinds.KINDS` has all of them.
"""
