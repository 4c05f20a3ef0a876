-- Claims deliveries. On PostgreSQL several workers claim at once: each passes over what another is just taking.
WITH free AS MATERIALIZED (
    SELECT d.id FROM deliveries d JOIN mailings m ON m.id = d.mailing
    WHERE d.free_at <= $4 AND m.paused = 0
      AND d.lane NOT IN (SELECT value::bigint FROM json_array_elements_text($5::json))
    ORDER BY d.free_at, d.id LIMIT $6
    FOR UPDATE OF d SKIP LOCKED
)
UPDATE deliveries SET state = 'claimed', worker = $1, hold = $2, free_at = $3, since = coalesce(since, $4)
FROM free WHERE deliveries.id = free.id
