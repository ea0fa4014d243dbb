-- What people may see, made anew at each opening: a row that is deleted, or whose parent has not
-- come yet, stays hidden.

CREATE TEMP VIEW shown_door AS
SELECT
    door.id, door.feed, door.floor, door.rank, door.label, door.do_not_contact,
    stairwell.name AS stairwell,
    building.id AS building, building.street, building.number, building.suffix
FROM main.door
JOIN main.stairwell
    ON stairwell.id = door.stairwell AND stairwell.feed = door.feed AND stairwell.deleted = 0
JOIN main.building
    ON building.id = stairwell.building AND building.feed = door.feed AND building.deleted = 0
WHERE door.deleted = 0;

CREATE TEMP VIEW shown_visit AS
SELECT
    id, feed, seq, door, author, outcome, started, minutes, language, note, informed, consent,
    withdrawn, started_estimate
FROM main.visit
WHERE deleted = 0 AND door IS NOT NULL;

CREATE TEMP VIEW shown_advice AS
SELECT advice.id, advice.feed, advice.visit, coalesce(service.code, advice.service) AS service
FROM main.advice
JOIN shown_visit ON shown_visit.id = advice.visit AND shown_visit.feed = advice.feed
LEFT JOIN main.service ON service.id = advice.service AND service.deleted = 0
WHERE advice.deleted = 0;

CREATE TEMP VIEW shown_need AS
SELECT need.id, need.feed, need.visit, need.theme
FROM main.need
JOIN shown_visit ON shown_visit.id = need.visit AND shown_visit.feed = need.feed
WHERE need.deleted = 0;

CREATE TEMP VIEW shown_appointment AS
SELECT
    appointment.id, appointment.feed, appointment.visit, appointment.sort, appointment.due,
    appointment.consent, coalesce(service.code, appointment.service) AS service
FROM main.appointment
JOIN shown_visit ON shown_visit.id = appointment.visit AND shown_visit.feed = appointment.feed
LEFT JOIN main.service ON service.id = appointment.service AND service.deleted = 0
WHERE appointment.deleted = 0;

CREATE TEMP VIEW shown_comment AS
SELECT comment.id, comment.feed, comment.seq, comment.visit, comment.author, comment.text
FROM main.comment
JOIN shown_visit ON shown_visit.id = comment.visit AND shown_visit.feed = comment.feed
WHERE comment.deleted = 0;

CREATE TEMP VIEW shown_review AS
SELECT review.id, review.feed, review.seq, review.visit, review.reviewed_seq, review.verdict,
    review.question, review.reviewer
FROM main.review
JOIN shown_visit ON shown_visit.id = review.visit AND shown_visit.feed = review.feed
WHERE review.deleted = 0;

-- The newest review of each visit that has one. It is `changed` by a correction, sent or not, that
-- is newer than the version it saw, and `answered` by what the visit's author wrote after it.
CREATE TEMP VIEW visit_review AS
SELECT
    visit.id AS visit, visit.feed AS feed, visit.author AS author, review.verdict AS verdict,
    review.question AS question, review.reviewer AS reviewer, review.seq AS seq,
    (
        visit.seq > review.reviewed_seq
        OR EXISTS (
            SELECT 1 FROM main.outbox
            WHERE outbox.kind = 'visit' AND outbox.id = visit.id AND outbox.feed = visit.feed
                AND outbox.laid = 1 AND outbox.state <> 'quarantined'
        )
        OR EXISTS (
            SELECT 1 FROM main.advice
            WHERE advice.visit = visit.id AND advice.feed = visit.feed
                AND (advice.seq = 0 OR advice.seq > review.reviewed_seq)
        )
        OR EXISTS (
            SELECT 1 FROM main.need
            WHERE need.visit = visit.id AND need.feed = visit.feed
                AND (need.seq = 0 OR need.seq > review.reviewed_seq)
        )
        OR EXISTS (
            SELECT 1 FROM main.appointment
            WHERE appointment.visit = visit.id AND appointment.feed = visit.feed
                AND (appointment.seq = 0 OR appointment.seq > review.reviewed_seq)
        )
    ) AS changed,
    EXISTS (
        SELECT 1 FROM main.comment
        WHERE comment.visit = visit.id AND comment.feed = visit.feed AND comment.deleted = 0
            AND comment.author = visit.author AND (comment.seq = 0 OR comment.seq > review.seq)
    ) AS answered
FROM main.review
JOIN shown_visit AS visit ON visit.id = review.visit AND visit.feed = review.feed
WHERE review.deleted = 0
    AND NOT EXISTS (
        SELECT 1 FROM main.review AS newer
        WHERE newer.visit = review.visit AND newer.feed = review.feed AND newer.deleted = 0
            AND newer.seq > review.seq
    );

-- Visits of which something waits to be sent: the visit, or what hangs on it.
CREATE TEMP VIEW waiting_visit AS
SELECT feed, id AS visit FROM main.outbox WHERE state = 'pending' AND kind = 'visit'
UNION
SELECT outbox.feed, advice.visit FROM main.outbox
JOIN main.advice ON advice.id = outbox.id AND advice.feed = outbox.feed
WHERE outbox.state = 'pending' AND outbox.kind = 'advice'
UNION
SELECT outbox.feed, need.visit FROM main.outbox
JOIN main.need ON need.id = outbox.id AND need.feed = outbox.feed
WHERE outbox.state = 'pending' AND outbox.kind = 'need'
UNION
SELECT outbox.feed, appointment.visit FROM main.outbox
JOIN main.appointment ON appointment.id = outbox.id AND appointment.feed = outbox.feed
WHERE outbox.state = 'pending' AND outbox.kind = 'appointment'
UNION
SELECT outbox.feed, comment.visit FROM main.outbox
JOIN main.comment ON comment.id = outbox.id AND comment.feed = outbox.feed
WHERE outbox.state = 'pending' AND outbox.kind = 'comment'
UNION
SELECT outbox.feed, telling.visit FROM main.outbox
JOIN main.telling ON telling.id = outbox.id AND telling.feed = outbox.feed
WHERE outbox.state = 'pending' AND outbox.kind = 'telling' AND telling.visit IS NOT NULL;

-- Where a door is, also one that was removed meanwhile.
CREATE TEMP VIEW door_place AS
SELECT
    door.id AS door, door.feed AS feed, door.label AS label, door.floor AS floor,
    stairwell.id AS stairwell, stairwell.name AS stairwell_name,
    building.id AS building, building.street AS street, building.number AS number,
    building.suffix AS suffix
FROM main.door
JOIN main.stairwell ON stairwell.id = door.stairwell AND stairwell.feed = door.feed
JOIN main.building ON building.id = stairwell.building AND building.feed = door.feed;
