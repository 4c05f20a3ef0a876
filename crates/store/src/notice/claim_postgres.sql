-- Claims notices. On PostgreSQL several workers claim at once: each passes over what another is just taking.
WITH free AS MATERIALIZED (
    SELECT id FROM notices WHERE free_at <= $4 ORDER BY free_at, id LIMIT $5 FOR UPDATE SKIP LOCKED
)
UPDATE notices SET state = 'claimed', worker = $1, hold = $2, free_at = $3, since = coalesce(since, $4)
FROM free WHERE notices.id = free.id
