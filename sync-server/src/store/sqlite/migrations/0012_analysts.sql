-- Views for analysts, each documented in docs/analysts.md. A column is never taken away or given
-- another meaning; what changes is another view. What was deleted or withdrawn is in none of them.

CREATE VIEW analyst_mission AS
SELECT mission.id AS mission, mission.title AS title, mission.theme AS theme,
    mission.state AS state, mission.starts AS starts, mission.ends AS ends,
    partner.name AS partner, territory.id AS territory, territory.name AS territory_name
FROM mission
LEFT JOIN partner ON partner.feed = 'catalogue' AND partner.id = mission.partner
LEFT JOIN territory ON territory.feed = 'territory/' || mission.territory
    AND territory.id = mission.territory
WHERE mission.deleted = 0;

CREATE VIEW analyst_door AS
SELECT door.id AS door, territory.id AS territory, territory.name AS territory_name,
    building.id AS building, building.street AS street, building.number AS number,
    building.suffix AS suffix, building.commune AS commune,
    building.commune_code AS commune_code, building.lat_e6 / 1e6 AS latitude,
    building.lon_e6 / 1e6 AS longitude, stairwell.name AS stairwell, door.floor AS floor,
    door.label AS label, door.do_not_contact AS do_not_contact
FROM door
JOIN stairwell ON stairwell.feed = door.feed AND stairwell.id = door.stairwell
JOIN building ON building.feed = door.feed AND building.id = stairwell.building
LEFT JOIN territory ON territory.feed = door.feed
WHERE door.deleted = 0 AND stairwell.deleted = 0 AND building.deleted = 0;

CREATE VIEW analyst_visit AS
SELECT page.id AS visit, substr(page.feed, 9) AS mission, page.door AS door,
    page.building AS building, page.author AS neighbor,
    strftime('%Y-%m-%dT%H:%M:%SZ', page.started / 1000, 'unixepoch') AS started,
    date((page.day - 719163) * 86400, 'unixepoch') AS day,
    page.outcome AS outcome, page.language AS language, visit.minutes AS minutes,
    visit.informed AS informed, page.state AS state, page.flagged AS flagged,
    visit.note AS note
FROM visit_page AS page
JOIN visit ON visit.feed = page.feed AND visit.id = page.id;

CREATE VIEW analyst_need AS
SELECT need.id AS need, need.visit AS visit, substr(need.feed, 9) AS mission,
    need.theme AS theme, need.words AS words
FROM need
JOIN visit ON visit.feed = need.feed AND visit.id = need.visit
WHERE need.deleted = 0 AND visit.deleted = 0 AND visit.withdrawn = 0;

CREATE VIEW analyst_advice AS
SELECT advice.id AS advice, advice.visit AS visit, substr(advice.feed, 9) AS mission,
    service.code AS service, service.name AS service_name
FROM advice
JOIN visit ON visit.feed = advice.feed AND visit.id = advice.visit
LEFT JOIN service ON service.feed = 'catalogue' AND service.id = advice.service
WHERE advice.deleted = 0 AND visit.deleted = 0 AND visit.withdrawn = 0;

CREATE VIEW analyst_appointment AS
SELECT appointment.id AS appointment, appointment.visit AS visit,
    substr(appointment.feed, 9) AS mission, appointment.sort AS sort,
    service.code AS service, appointment.due AS due, appointment.consent AS consent
FROM appointment
JOIN visit ON visit.feed = appointment.feed AND visit.id = appointment.visit
LEFT JOIN service ON service.feed = 'catalogue' AND service.id = appointment.service
WHERE appointment.deleted = 0 AND visit.deleted = 0 AND visit.withdrawn = 0;

CREATE VIEW analyst_household AS
SELECT door_page.door AS door, substr(door_page.feed, 9) AS mission,
    door_page.building AS building, door_page.outcome AS outcome
FROM door_page;

CREATE VIEW analyst_person AS
SELECT account.id AS person, account.name AS name, account.role AS role,
    account.closed AS closed
FROM account
WHERE account.deleted = 0;
