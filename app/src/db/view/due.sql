-- What was promised at doors and is still to be kept: a time to come back until somebody of the team
-- was at the door after it was promised, a referral with a day until that day is over.
SELECT
    appointment.sort AS sort, appointment.due AS due, appointment.feed AS feed,
    visit.id AS visit, service.code AS service, service.name AS service_name, place.*
FROM appointment
JOIN visit ON visit.id = appointment.visit AND visit.feed = appointment.feed
    AND visit.deleted = 0 AND visit.withdrawn = 0
JOIN door_place AS place ON place.door = visit.door
JOIN door ON door.id = place.door AND door.feed = place.feed AND door.deleted = 0
    AND door.do_not_contact = 0
LEFT JOIN service ON service.id = appointment.service AND service.deleted = 0
WHERE appointment.deleted = 0 AND appointment.due IS NOT NULL
    AND (
        (appointment.sort = 'referral' AND appointment.due >= ?2)
        OR (
            appointment.sort = 'revisit'
            AND NOT EXISTS (
                SELECT 1 FROM visit AS later INDEXED BY visit_of_door
                WHERE later.feed = visit.feed AND later.door = visit.door AND later.deleted = 0
                    AND later.withdrawn = 0 AND later.id <> visit.id
                    AND (
                        later.seq = 0 AND visit.seq > 0
                        OR coalesce(later.started_estimate, later.started)
                            > coalesce(visit.started_estimate, visit.started)
                    )
            )
        )
    )
