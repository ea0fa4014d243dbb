SELECT
    visit.id AS id, visit.feed AS feed, visit.door AS door, visit.author AS author,
    visit.outcome AS outcome, visit.started AS started,
    visit.started_estimate AS started_estimate, visit.minutes AS minutes,
    visit.language AS language, visit.note AS note, visit.informed AS informed,
    visit.consent AS consent, visit.withdrawn AS withdrawn,
    (
        SELECT name FROM assignment
        WHERE assignment.feed = visit.feed AND assignment.account = visit.author
            AND assignment.deleted = 0
        ORDER BY assignment.id LIMIT 1
    ) AS author_name,
    EXISTS (
        SELECT 1 FROM outbox
        WHERE outbox.feed = visit.feed AND outbox.state = 'pending' AND outbox.id IN (
            SELECT visit.id
            UNION ALL SELECT advice.id FROM advice WHERE advice.visit = visit.id
            UNION ALL SELECT need.id FROM need WHERE need.visit = visit.id
            UNION ALL SELECT appointment.id FROM appointment WHERE appointment.visit = visit.id
        )
    ) AS waiting
FROM shown_visit AS visit
