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
    id, feed, seq, door, author, outcome, started, minutes, language, note, informed, withdrawn,
    started_estimate
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

CREATE TEMP VIEW shown_review AS
SELECT review.id, review.feed, review.seq, review.visit, review.reviewed_seq, review.verdict,
    review.question
FROM main.review
JOIN shown_visit ON shown_visit.id = review.visit AND shown_visit.feed = review.feed
WHERE review.deleted = 0;
