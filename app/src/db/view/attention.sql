-- What the server keeps aside, one line a record.
SELECT 'quarantined' AS kind, kind AS record_kind, id AS record, feed, min(reason) AS reason,
    NULL AS detail, min(position) AS place
FROM outbox
WHERE state = 'quarantined'
GROUP BY kind, id, feed

UNION ALL

-- What a purge left of such work.
SELECT 'quarantined', kind, id, feed, min(reason), NULL, 0
FROM quarantine_stub
WHERE at > ?2
GROUP BY kind, id, feed

UNION ALL

-- Visits that a supervisor sent back, until their author changed something of them. The newest
-- review of a visit counts; a correction, sent or not, is newer than the version it saw.
SELECT 'returned', 'visit', visit.id, visit.feed, 'returned', review.question, review.seq
FROM shown_visit AS visit
JOIN shown_review AS review ON review.visit = visit.id AND review.feed = visit.feed
WHERE visit.author = ?1 AND review.verdict = 'returned' AND visit.seq <= review.reviewed_seq
    AND NOT EXISTS (
        SELECT 1 FROM shown_review AS newer
        WHERE newer.visit = visit.id AND newer.feed = visit.feed AND newer.seq > review.seq
    )
    AND NOT EXISTS (
        SELECT 1 FROM outbox
        WHERE outbox.id = visit.id AND outbox.feed = visit.feed AND outbox.laid = 1
            AND outbox.state <> 'quarantined'
    )
    AND NOT EXISTS (
        SELECT 1 FROM (
            SELECT seq, visit, feed FROM advice
            UNION ALL SELECT seq, visit, feed FROM need
            UNION ALL SELECT seq, visit, feed FROM appointment
        ) AS child
        WHERE child.visit = visit.id AND child.feed = visit.feed
            AND (child.seq = 0 OR child.seq > review.reviewed_seq)
    )

UNION ALL

-- Visits whose time the server had to estimate, until a supervisor approved them.
SELECT 'wrong_clock', 'visit', visit.id, visit.feed, 'wrong_clock', visit.started_estimate,
    visit.seq
FROM shown_visit AS visit
WHERE visit.author = ?1 AND visit.started_estimate IS NOT NULL AND visit.withdrawn = 0
    AND NOT EXISTS (
        SELECT 1 FROM shown_review AS review
        WHERE review.visit = visit.id AND review.feed = visit.feed
            AND review.verdict = 'approved' AND review.reviewed_seq >= visit.seq
    )

UNION ALL

-- Missions that left this phone, for a while and unless they came back.
SELECT 'purged', 'mission', substr(feed, 9), feed, reason, subject, id
FROM local_log
WHERE what = 'purged' AND feed LIKE 'mission/%' AND at > ?2
    AND NOT EXISTS (SELECT 1 FROM feed AS held WHERE held.feed = local_log.feed)

UNION ALL

SELECT 'standing', '', '', '', standing, NULL, 0
FROM sync_state
WHERE standing <> 'active'

UNION ALL

SELECT 'update', '', '', '', 'please_update', NULL, 0
FROM sync_state
WHERE please_update

ORDER BY kind, feed, place, record
