-- Changes of what a code means from before anybody was asked to look again (0024) ask nobody: codings made by them stay,
-- said by nobody, hence at ''. Versions made since ask as they do.
INSERT OR IGNORE INTO coding_looked(coding_id, meaning_id, user_id, reason, at)
    SELECT c.coding_id, now.meaning_id, c.coder_id, '', '' FROM coding c
    JOIN code_meaning was ON was.codebook_version_id = c.codebook_version_id AND was.code_id = c.code_id
    JOIN code_meaning now ON now.code_id = c.code_id AND now.meaning_id <> was.meaning_id
        AND now.codebook_version_id = (
            SELECT max(codebook_version_id) FROM codebook_version WHERE julianday(adopted_at) < (
                SELECT julianday(applied_at) FROM _sqlite_migrations
                WHERE migration_set = 'pilot' AND name = '0024_meanings'))
    WHERE c.codebook_version_id < now.codebook_version_id;
