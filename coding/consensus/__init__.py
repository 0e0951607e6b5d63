"""One answer out of several coders' codings: lining them up, deciding per passage, and what was decided as codings.

`align` is pure: codings in, passages out. `reading` composes it with what was decided, `writing` stores a decision and
makes the codings it stands for: rows of `coding` in the layer 'consensus', so that they are carried into other versions
of a text and follow the codebook as others do, and never count beside their sources: all who count choose one layer.
"""
