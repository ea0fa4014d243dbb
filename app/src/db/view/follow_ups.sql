-- What is to be done by ?1, and what was done after visits of ?1 or by ?1.
SELECT
    CASE WHEN follow_up.done THEN 'done' ELSE 'to_do' END AS sort, follow_up.what AS text,
    follow_up.due AS due, follow_up.feed AS mission, door_place.*
FROM follow_up
JOIN shown_visit AS visit ON visit.id = follow_up.visit AND visit.feed = follow_up.feed
JOIN door_place ON door_place.door = visit.door
WHERE follow_up.deleted = 0 AND follow_up.what IS NOT NULL AND visit.withdrawn = 0
    AND (follow_up.account = ?1 OR (follow_up.done = 1 AND visit.author = ?1))
ORDER BY follow_up.done, follow_up.due IS NULL, CASE WHEN follow_up.done THEN '' ELSE follow_up.due END,
    follow_up.seq DESC, follow_up.id
LIMIT ?2
