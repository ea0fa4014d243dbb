// A week at the desk: neighbors who were at many doors, a supervisor who read most of it, and the
// pages that there are to look at.
import { execFileSync } from "node:child_process";
import { Neighbor } from "./neighbor.mjs";

const NOTES = [
  "Radiateur froid dans la chambre, depuis trois semaines.",
  "Ne comprend pas le détail de sa facture.",
  "Préfère qu’on revienne un samedi matin.",
  "Fuite sous l’évier, déjà signalée au gardien.",
];
const NEEDS = ["chauffage", "eau", "charges", "ascenseur"];
const LANGUAGES = ["fr", "fr", "ar", "tr"];
const SAID = ["On paie, mais personne ne nous explique la facture.", "La fuite, on l’a dite trois fois."];

// What happened at the nth door.
function happened(n, services) {
  if (n % 20 === 7) return ["refused"];
  if (n % 20 === 13) return ["come_back", "--appointment", "2026-12-05"];
  if (n % 5 === 4) return ["absent"];
  const more = ["--language", LANGUAGES[n % 4], "--need", NEEDS[n % 3], "--advice", services[n % 2]];
  if (n % 3 === 0) more.push("--note", NOTES[(n / 3) % NOTES.length]);
  return ["met", ...more];
}

// Plays the week; gives the mission, and what is open on its pages.
export async function week(t, server, sonia) {
  const amina = Neighbor.enrol(t, server, "Amina B.");
  const moussa = Neighbor.enrol(t, server, "Moussa K.");
  // The mission whose partner has a place at the desk.
  const [{ mission }] = server.rows(
    "SELECT substr(feed, 9) mission FROM login_scope WHERE feed LIKE 'mission/%'",
  );
  const services = server
    .rows(
      "SELECT code FROM mission_service JOIN service ON service.id = mission_service.service " +
        `WHERE mission_service.feed = 'mission/${mission}' ORDER BY position`,
    )
    .map((service) => service.code);
  const doors = amina.run("doors", mission, "--todo").doors.map((door) => door.id);
  const visit = (n, ...what) =>
    amina.run("visit", doors.at(n), "--mission", mission, "--outcome", ...what);
  const seen = Math.min(doors.length, 96);
  for (let n = 0; n < seen; n++) visit(n, ...happened(n, services));
  amina.sync();
  // Words are typed on the screens of the app; here they are put where those would put them.
  SAID.forEach((words, n) => {
    const sql =
      `UPDATE need SET words = '${words.replaceAll("'", "''")}' WHERE id = ` +
      `(SELECT id FROM need ORDER BY id LIMIT 1 OFFSET ${n})`;
    execFileSync("sqlite3", [server.database, sql]);
  });
  for (let queue = 0; queue < 2; queue++) {
    await sonia.open(`/desk/review?mission=${mission}`);
    await sonia.page.evaluate(() => {
      for (const box of document.querySelectorAll("[data-queue] input")) box.checked = true;
    });
    await sonia.page.locator("#bulk footer button").click();
    await sonia.page.waitForURL("**done=approved**");
  }
  // A few came since, one of them with a word that the guard marks.
  for (let n = seen; n < Math.min(doors.length - 1, seen + 5); n++) {
    visit(n, ...happened(n, services));
  }
  visit(-1, "met", "--note", "La dame est malade et ne sort plus. Radiateur froid.");
  exchange(amina, moussa, mission);
  const words = `/desk/missions/${mission}/report/words`;
  for (let chosen = 0; chosen < 2; chosen++) {
    await sonia.open(words);
    await sonia.page.locator("#heard ~ .said button, [aria-labelledby=heard] button").first().click();
    await sonia.page.waitForURL("**done=done");
  }
  await sonia.open(`/desk/missions/${mission}/report`);
  await sonia.page.locator("form[action$='/publish'] button").click();
  await sonia.page.waitForURL("**done=published");
  await undecided(t, server, { amina, mission, door: doors.at(2) });
  const [{ door, building }] = server.rows(
    "SELECT visit.door, stairwell.building FROM visit JOIN door ON door.id = visit.door " +
      "JOIN stairwell ON stairwell.id = door.stairwell WHERE outcome = 'met' ORDER BY visit.id LIMIT 1",
  );
  const [{ service }] = server.rows("SELECT id service FROM service ORDER BY code LIMIT 1");
  // The residents of a door ask for it.
  const emptied = doors.at(4);
  await sonia.open(`/desk/doors/${emptied}/erase`);
  await sonia.page.locator("form[action='/desk/doors/erase'] button").click();
  await sonia.page.waitForURL("**/desk/receipts/**");
  const receipt = new URL(sonia.page.url()).pathname;
  await sonia.open(`/desk/missions/${mission}/report`);
  return { mission, building, door, service, emptied, receipt };
}

// What the team tells itself.
function exchange(amina, moussa, mission) {
  const say = (person, words, ...to) => person.run("exchange", mission, "--say", words, ...to);
  const sync = () => [amina, moussa].forEach((person) => person.sync());
  say(amina, "Venir à 18 h : on m’ouvre deux fois sur trois.");
  sync();
  sync();
  const [{ id }] = moussa.run("exchange", mission).posts;
  moussa.run("exchange", mission, "--thank", id);
  say(moussa, "Oui, et le samedi matin, après le marché.", "--to", id);
  say(moussa, "Qui a encore des affiches pour le hall du 7 ?");
  sync();
}

// What waits for a decision: two values of one field, and the work of a phone that was lost.
async function undecided(t, server, { amina, mission, door }) {
  const second = Neighbor.enrol(t, server, "Amina B.");
  const [{ id }] = server.rows(`SELECT id FROM visit WHERE door = '${door}' LIMIT 1`);
  amina.run("correct", id, "--note", "Ne comprend pas sa facture de gaz.");
  second.run("correct", id, "--note", "Ne comprend pas sa facture d’eau.");
  amina.sync();
  second.sync();
  const lost = Neighbor.enrol(t, server, "Moussa K.");
  lost.run("visit", door, "--mission", mission, "--outcome", "met", "--note", "Ascenseur en panne.");
  const { devices } = server.run("device", "list");
  server.run("device", "revoke", devices.at(-1).id);
  lost.sync();
}

// Every page of the desk, by its name, for who sees all of them.
export const PAGES = {
  missions: () => "/desk/missions",
  board: ({ mission }) => `/desk/missions/${mission}`,
  "board-table": ({ mission }) => `/desk/missions/${mission}?view=table`,
  map: ({ mission }) => `/desk/missions/${mission}/map`,
  "mission-new": () => "/desk/missions/new",
  prepare: ({ mission }) => `/desk/missions/${mission}/prepare`,
  "prepare-services": ({ mission }) => `/desk/missions/${mission}/services`,
  "prepare-service": ({ service }) => `/desk/services/${service}`,
  "prepare-addresses": ({ mission }) => `/desk/missions/${mission}/addresses`,
  "prepare-buildings": ({ mission }) => `/desk/missions/${mission}/buildings`,
  "prepare-doors": ({ mission }) => `/desk/missions/${mission}/doors`,
  "prepare-grid": ({ mission, building }) => `/desk/missions/${mission}/doors/${building}`,
  "prepare-team": ({ mission }) => `/desk/missions/${mission}/team`,
  "prepare-message": ({ mission }) => `/desk/missions/${mission}/message`,
  "prepare-training": ({ mission }) => `/desk/missions/${mission}/training`,
  "prepare-card": ({ mission }) => `/desk/missions/${mission}/cards/new`,
  exchange: ({ mission }) => `/desk/missions/${mission}/exchange`,
  debrief: ({ mission }) => `/desk/missions/${mission}/debrief`,
  "prepare-start": ({ mission }) => `/desk/missions/${mission}/start`,
  review: () => "/desk/review",
  "review-approved": () => "/desk/review?state=approved",
  "review-empty": () => "/desk/review?q=rien",
  report: ({ mission }) => `/desk/missions/${mission}/report`,
  "report-words": ({ mission }) => `/desk/missions/${mission}/report/words`,
  exports: () => "/desk/exports",
  impact: () => "/desk/impact",
  signals: () => "/desk/signals",
  "signal-groups": ({ mission }) => `/desk/missions/${mission}/signals/new`,
  "follow-ups": () => "/desk/follow-ups?state=due",
  "follow-ups-empty": () => "/desk/follow-ups",
  calendar: () => "/desk/me/calendar",
  doors: () => "/desk/doors",
  door: ({ door }) => `/desk/doors/${door}`,
  "door-erase": ({ door }) => `/desk/doors/${door}/erase`,
  "door-emptied": ({ emptied }) => `/desk/doors/${emptied}`,
  receipt: ({ receipt }) => receipt,
  phones: () => "/desk/phones",
  aside: () => "/desk/aside",
  people: () => "/desk/people",
  journal: () => "/desk/audit",
  account: () => "/desk/me",
  "not-found": () => "/desk/nowhere",
};

const click = (desk, at) => desk.page.locator(at).first().click();

// What a page becomes when something is done there, from any other.
export const DONE = {
  "mission-refused": async (desk) => {
    await desk.open("/desk/missions/new");
    await desk.page.fill("#message", "Bonjour à tous.");
    await click(desk, "main form button.main");
    await desk.page.locator(".wrong").first().waitFor();
  },
  "prepare-codes": async (desk, { mission }) => {
    await desk.open(`/desk/missions/${mission}/start`);
    await desk.page.locator("form[action$='/codes'] input[name=account]").first().check();
    await click(desk, "form[action$='/codes'] button");
    await desk.page.locator("[data-code]").first().waitFor();
  },
  "phones-code": async (desk) => {
    await desk.open("/desk/phones");
    await click(desk, "form[action='/desk/phones/code'] button");
    await desk.page.locator(".words").waitFor();
  },
  "phones-lost": async (desk) => {
    await desk.open("/desk/phones");
    await click(desk, ".ask:has(form[action='/desk/phones/revoke']) summary");
  },
  "aside-mend": async (desk) => {
    await desk.open("/desk/aside");
    await click(desk, ".ask.mend summary");
  },
  "aside-refused": async (desk) => {
    await desk.open("/desk/aside");
    await click(desk, ".ask:has(form[action='/desk/aside/set-aside']) summary");
    await click(desk, "form[action='/desk/aside/set-aside'] button");
    await desk.page.locator(".wrong").first().waitFor();
  },
  "people-refused": async (desk) => {
    await desk.open("/desk/people");
    await click(desk, "form[action='/desk/people'] button.main");
    await desk.page.locator(".wrong").first().waitFor();
  },
  "calendar-made": async (desk) => {
    await desk.open("/desk/me/calendar");
    await click(desk, "form[action='/desk/me/calendar'] button.main");
    await desk.page.locator("[data-calendar]").waitFor();
  },
  "account-second": async (desk) => {
    await desk.open("/desk/me");
    await click(desk, "form[action='/desk/me/second-factor/on'] button");
    await desk.page.locator("#code").waitFor();
  },
};
