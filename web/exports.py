"""Everything that can be taken out, by its key: what the rooms hand in, for the route, the command and the worker."""

from __future__ import annotations

from coding.book_files import EXPORTS as BOOK
from coding.double.sheets import EXPORTS as SHEETS
from coding.exports import EXPORTS as CODING
from coding.find.exports import EXPORTS as FOUND
from coding.list_files import EXPORTS as LISTS
from coding.memos.exports import EXPORTS as MEMOS
from coding.suggest.auditing import EXPORTS as SUGGESTED
from exchange.exports import EXPORTS as EXCHANGE
from pilot.accounts.exports import EXPORTS as ACCOUNTS
from pilot.families.exports import EXPORTS as FAMILIES
from pilot.families.papers.printing import EXPORTS as LETTERS
from pilot.families.work_files import EXPORTS as FAMILY_WORK
from pilot.files.export import Export
from pilot.safety.person_formats import EXPORTS as HELD
from stories.back.exports import EXPORTS as BACK
from stories.choose.exports import EXPORTS as CHOSEN
from stories.contacts.exports import EXPORTS as CONTACTS
from stories.events.exports import EXPORTS as SHARED_EVENTS
from stories.exports import EXPORTS as STORIES
from stories.file.exports import EXPORTS as FAMILY_FILE
from stories.learning.exports import EXPORTS as LEARNT
from stories.meaning.exports import EXPORTS as MEANING
from stories.outcomes.exports import EXPORTS as SCORED
from stories.outcomes.from_sheets.exports import EXPORTS as TEMPLATES
from stories.outcomes.reach.exports import EXPORTS as REFERRED
from stories.outcomes.spending.exports import EXPORTS as SPENT
from stories.outcomes.uptake_files import EXPORTS as UPTAKE
from stories.signals.exports import EXPORTS as SIGNALS
from stories.work_files import EXPORTS as STORY_WORK
from texts.exports import EXPORTS as TEXTS
from themes.agreeing.files import EXPORTS as AGREEMENT
from themes.aims.files import EXPORTS as AIMS
from themes.claims.files import EXPORTS as CLAIMS
from themes.crossed_files import EXPORTS as TABLES
from themes.explore.files import EXPORTS as EXPLORED
from themes.exports import EXPORTS as THEMES
from themes.framework.files import EXPORTS as SUMMARIES
from themes.outcomes.arm_files import EXPORTS as TRIAL
from themes.outcomes.files import EXPORTS as OUTCOMES
from themes.outcomes.joint_files import EXPORTS as JOINT
from themes.outcomes.money_files import EXPORTS as MONEY
from themes.outcomes.reach_files import EXPORTS as REACHED
from themes.quote_files import EXPORTS as QUOTES
from themes.reports.files import EXPORTS as REPORTS
from themes.short_files import EXPORTS as SHORT
from themes.time_files import EXPORTS as TIME
from transcribe.exports import EXPORTS as SOUND

ALSO = {"codebook": "codes"}  # whose endings the command takes under the name of the first as well
EXPORTS: dict[str, Export] = {export.key: export for export in (
    *CODING, *BOOK, *SHEETS, *FOUND, *LISTS, *MEMOS, *SUGGESTED, *THEMES, *QUOTES, *SHORT, *STORIES, *STORY_WORK,
    *BACK, *SHARED_EVENTS, *SCORED,
    *CONTACTS, *TEMPLATES, *SIGNALS, *SPENT, *MONEY, *TIME, *MEANING,
    *REFERRED, *REACHED, *AIMS,
    *UPTAKE, *TRIAL,
    *LEARNT, *CHOSEN, *FAMILY_FILE, *TEXTS, *SOUND, *FAMILIES, *FAMILY_WORK, *LETTERS, *ACCOUNTS, *HELD, *EXCHANGE,
    *AGREEMENT,
    *TABLES, *EXPLORED, *SUMMARIES, *OUTCOMES, *REPORTS, *JOINT, *CLAIMS)}
