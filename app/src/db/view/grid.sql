-- The doors of a building as they lie, from the top floor down.
SELECT
    stairwell.id AS stairwell, stairwell.name AS stairwell_name, door.id AS door,
    door.label AS label, door.floor AS floor, door.rank AS rank,
    door.do_not_contact AS do_not_contact,
    (
        SELECT outcome FROM visit INDEXED BY visit_of_door
        WHERE visit.feed = ?1 AND visit.door = door.id AND visit.deleted = 0
            AND visit.withdrawn = 0
        -- What the server has not sent back yet is newest, whatever this phone's clock said.
        ORDER BY visit.seq = 0 DESC, coalesce(visit.started_estimate, visit.started) DESC,
            visit.id DESC
        LIMIT 1
    ) AS outcome,
    (
        SELECT count(*) FROM visit INDEXED BY visit_of_door
        WHERE visit.feed = ?1 AND visit.door = door.id AND visit.deleted = 0
            AND visit.withdrawn = 0
    ) AS visits
FROM stairwell INDEXED BY stairwell_of_building
JOIN door INDEXED BY door_of_stairwell
    ON door.feed = stairwell.feed AND door.stairwell = stairwell.id AND door.deleted = 0
WHERE stairwell.feed = ?2 AND stairwell.building = ?3 AND stairwell.deleted = 0
ORDER BY stairwell_name, stairwell, floor DESC, rank, label, door
