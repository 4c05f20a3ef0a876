-- Claims notices. SQLite has one writer at a time, so nothing stands between choosing and writing.
UPDATE notices SET state = 'claimed', worker = $1, hold = $2, free_at = $3, since = coalesce(since, $4)
WHERE id IN (SELECT id FROM notices WHERE free_at <= $4 ORDER BY free_at, id LIMIT $5)
