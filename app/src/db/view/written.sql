-- What somebody else wrote about visits of ?1 that ?1 has not answered; a question that came with a
-- returned visit is asked elsewhere.
SELECT
    'written' AS sort, comment.text AS text, NULL AS due, comment.feed AS mission, door_place.*
FROM comment
JOIN shown_visit AS visit ON visit.id = comment.visit AND visit.feed = comment.feed
JOIN door_place ON door_place.door = visit.door
WHERE comment.deleted = 0 AND comment.text IS NOT NULL AND comment.author <> ?1
    AND visit.author = ?1
    AND NOT EXISTS (
        SELECT 1 FROM comment AS later
        WHERE later.visit = comment.visit AND later.feed = comment.feed AND later.deleted = 0
            AND later.author = ?1 AND (later.seq = 0 OR later.seq > comment.seq)
    )
ORDER BY comment.seq DESC, comment.id
LIMIT ?2
