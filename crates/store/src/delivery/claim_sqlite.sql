-- Claims deliveries. SQLite has one writer at a time, so nothing stands between choosing and writing.
UPDATE deliveries SET state = 'claimed', worker = $1, hold = $2, free_at = $3, since = coalesce(since, $4)
WHERE id IN (
    SELECT d.id FROM deliveries d JOIN mailings m ON m.id = d.mailing
    WHERE d.free_at <= $4 AND m.paused = 0 AND d.lane NOT IN (SELECT value FROM json_each($5))
    ORDER BY d.free_at, d.id LIMIT $6
)
