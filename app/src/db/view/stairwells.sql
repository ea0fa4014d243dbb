-- The stairwells of a mission in the order in which one walks, each with its doors and how many of
-- them somebody has been at. Doors whose residents want to be left alone are not counted.
SELECT
    stairwell.id AS stairwell, stairwell.name AS stairwell_name, building.id AS building,
    building.street AS street, building.number AS number, building.suffix AS suffix,
    EXISTS (
        SELECT 1 FROM assignment
        WHERE assignment.feed = ?1 AND assignment.account = ?3 AND assignment.ended = 0
            AND assignment.deleted = 0 AND assignment.building = building.id
    ) AS mine,
    (
        SELECT count(*) FROM door INDEXED BY door_of_stairwell
        WHERE door.feed = ?2 AND door.stairwell = stairwell.id AND door.deleted = 0
            AND door.do_not_contact = 0
    ) AS doors,
    (
        SELECT count(*) FROM door INDEXED BY door_of_stairwell
        WHERE door.feed = ?2 AND door.stairwell = stairwell.id AND door.deleted = 0
            AND door.do_not_contact = 0
            AND EXISTS (
                SELECT 1 FROM visit INDEXED BY visit_of_door
                WHERE visit.feed = ?1 AND visit.door = door.id AND visit.deleted = 0
                    AND visit.withdrawn = 0
            )
    ) AS seen
FROM building
JOIN stairwell INDEXED BY stairwell_of_building
    ON stairwell.feed = building.feed AND stairwell.building = building.id
        AND stairwell.deleted = 0
WHERE building.feed = ?2 AND building.deleted = 0
    -- A mission is in the buildings that its assignments name, those that ended among them; where
    -- somebody works anywhere, or none names a building, it is in the whole territory.
    AND (
        building.id IN (
            SELECT building FROM assignment
            WHERE feed = ?1 AND deleted = 0 AND building IS NOT NULL
        )
        OR EXISTS (
            SELECT 1 FROM assignment
            WHERE feed = ?1 AND deleted = 0 AND ended = 0 AND building IS NULL
        )
        OR NOT EXISTS (
            SELECT 1 FROM assignment
            WHERE feed = ?1 AND deleted = 0 AND building IS NOT NULL
        )
    )
ORDER BY mine DESC, street COLLATE NOCASE, number, suffix, building, stairwell_name, stairwell
