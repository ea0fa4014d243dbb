WITH latest AS (
    SELECT
        door, outcome,
        count(*) OVER (PARTITION BY door) AS visits,
        -- What the server has not sent back yet is newest, whatever this phone's clock said.
        row_number() OVER (
            PARTITION BY door
            ORDER BY seq = 0 DESC, coalesce(started_estimate, started) DESC, id DESC
        ) AS place
    FROM shown_visit
    WHERE feed = ?1 AND withdrawn = 0
)
SELECT
    door.id AS id, door.street AS street, door.number AS number, door.suffix AS suffix,
    door.stairwell AS stairwell, door.floor AS floor, door.label AS label,
    CASE WHEN door.do_not_contact THEN 'do_not_contact' ELSE coalesce(latest.outcome, 'to_see') END
        AS state,
    door.do_not_contact AS do_not_contact,
    coalesce(latest.visits, 0) AS visits
FROM shown_door AS door
LEFT JOIN latest ON latest.door = door.id AND latest.place = 1
WHERE door.feed = ?2
    -- A mission is in the buildings that its assignments name, those that ended among them; where
    -- somebody works anywhere, or none names a building, it is in the whole territory.
    AND (
        door.building IN (
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
ORDER BY
    EXISTS (
        SELECT 1 FROM assignment
        WHERE assignment.feed = ?1 AND assignment.account = ?3 AND assignment.ended = 0
            AND assignment.deleted = 0 AND assignment.building = door.building
    ) DESC,
    door.street COLLATE NOCASE, door.number, door.suffix, door.stairwell, door.floor, door.rank,
    door.label, door.id
