"""Who may do what: the one place where rights, and the rules on single things, are decided.

Use cases ask `viewer.require(Right...)` and `require_...`; lists compose the SQL conditions (`..._where`), and
`reach` for what consent puts out of reach.
"""

from pilot.access import reach
from pilot.access.conditions import (
    HearableRecording,
    ReadableVersion,
    documents_where,
    families_where,
    kinds_readable,
    require_document,
    require_family,
    require_recording,
)
from pilot.access.rights import (
    OPERATOR_GUID,
    ROLES,
    ROLES_WITH,
    Right,
    Role,
    Viewer,
    operator,
    viewer_for,
)

__all__ = [
    "HearableRecording",
    "OPERATOR_GUID",
    "ROLES",
    "ROLES_WITH",
    "ReadableVersion",
    "Right",
    "Role",
    "Viewer",
    "documents_where",
    "families_where",
    "kinds_readable",
    "operator",
    "reach",
    "require_document",
    "require_family",
    "require_recording",
    "viewer_for",
]
