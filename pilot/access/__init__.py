"""Who may do what: the one place where rights, and the rules on single things, are decided.

A right is asked by `pilot.door`, before a use case runs. Use cases ask `require_...`, lists compose the SQL conditions
(`..._where`), `reach` answers for what consent puts out of reach, `blind` for codings that wait for a round, and
`choosing` for stories that a round of choosing opens.
"""

from pilot.access import blind, choosing, reach, three_states
from pilot.access.conditions import (
    HearableRecording,
    ReadableVersion,
    current_versions,
    documents_where,
    families_where,
    knowable_where,
    require_document,
    require_family,
    require_in_reach,
    require_known,
    require_recording,
    require_words_of,
    versions_where,
)
from pilot.access.rights import (
    MAY_PREPARE,
    ROLE_NAMES,
    ROLES,
    ROLES_WITH,
    WITH_PREPARE,
    Right,
    Role,
    Viewer,
    grant_holds,
    in_order,
    operator,
    viewer_for,
)

__all__ = [
    "HearableRecording",
    "MAY_PREPARE",
    "ROLES",
    "ROLES_WITH",
    "ROLE_NAMES",
    "ReadableVersion",
    "Right",
    "Role",
    "Viewer",
    "WITH_PREPARE",
    "blind",
    "choosing",
    "current_versions",
    "documents_where",
    "families_where",
    "grant_holds",
    "in_order",
    "knowable_where",
    "operator",
    "reach",
    "require_document",
    "require_family",
    "require_in_reach",
    "require_known",
    "require_recording",
    "require_words_of",
    "three_states",
    "versions_where",
    "viewer_for",
]
