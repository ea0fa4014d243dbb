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

-- Visits that a supervisor sent back, until their author changed something of them or answered.
SELECT 'returned', 'visit', visit, feed, 'returned', question, seq
FROM visit_review
WHERE verdict = 'returned' AND author = ?1 AND NOT changed AND NOT answered

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

-- Own work whose content was erased, for a while.
SELECT 'erased', kind, id, feed, 'erased', NULL, 0
FROM erased_stub
WHERE at > ?2

UNION ALL

SELECT 'standing', '', '', '', standing, NULL, 0
FROM sync_state
WHERE standing <> 'active'

UNION ALL

SELECT 'update', '', '', '', 'please_update', NULL, 0
FROM sync_state
WHERE please_update

ORDER BY kind, feed, place, record
