-- What others of the team told it that was not read on this phone yet.
SELECT
    'posted' AS sort, NULL AS due, post.feed AS mission,
    CASE WHEN length(post.text) > 120 THEN substr(post.text, 1, 117) || '…' ELSE post.text END AS text
FROM post
LEFT JOIN post AS parent ON parent.id = post.parent AND parent.feed = post.feed
LEFT JOIN exchange_read ON exchange_read.feed = post.feed
WHERE post.deleted = 0 AND post.text IS NOT NULL AND post.author <> ?1
    AND coalesce(parent.deleted, 0) = 0
    AND post.seq > coalesce(exchange_read.seq, 0)
ORDER BY post.seq DESC
LIMIT ?2
