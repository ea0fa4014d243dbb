// Every screen of the phone, and how one comes there. In any language: by addresses, and by what
// holds in all of them.
import { Hand, PIN } from "./hand.mjs";

export const LANGUAGES = ["fr", "en", "ar", "tr", "pt"];

const settled = (page) => page.locator("#wall").first().waitFor();

// What is seen before the store is open.
export const CLOSED = {
  enrol: async () => {},
  "enrol-pin": async (page) => {
    await page.locator("#code").fill("babab-babab-babab");
    await page.locator(".dado button").tap();
    await page.locator(".keys").waitFor();
  },
};

// What is seen once it is, each from any other of them.
export const OPEN = {
  today: (page, at) => at("/"),
  missions: (page, at) => at("/missions"),
  mission: (page, at, ids) => at(`/missions/${ids.mission}`),
  doors: (page, at, ids) => at(`/missions/${ids.mission}/buildings/${ids.building}`),
  "doors-choosing": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/buildings/${ids.building}`);
    await page.locator(".wall-tools button").first().tap();
    await page.locator(".door[data-state=to_see]").first().tap();
    await page.locator(".door[data-state=to_see]").nth(1).tap();
  },
  "doors-other": async (page, at, ids) => {
    await OPEN["doors-choosing"](page, at, ids);
    await page.locator(".dado .btn.ghost").tap();
    await page.locator("#sheet").waitFor();
  },
  "doors-add": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/buildings/${ids.building}`);
    await page.locator(".wall-tools button").nth(1).tap();
    await page.locator("#sheet").waitFor();
  },
  "at-door": (page, at, ids) => at(`/missions/${ids.mission}/doors/${ids.next}`),
  "at-door-when": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}`);
    await page.locator(".outs .g2 button").first().tap();
    await page.locator("#sheet").waitFor();
  },
  talk: async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}/talk`);
    await page.locator(".themes .theme").first().tap();
  },
  history: (page, at, ids) => at(`/missions/${ids.mission}/doors/${ids.visited}/history`),
  visits: (page, at) => at("/visits"),
  correct: (page, at, ids) =>
    at(`/missions/${ids.mission}/doors/${ids.visited}/visits/${ids.visit}`),
  sync: (page, at) => at("/sync"),
  "sync-copy": async (page, at) => {
    await at("/sync");
    await page.locator(".dado .btn.ghost").tap();
    await page.locator("#sheet").waitFor();
  },
  settings: (page, at) => at("/settings"),
  "settings-pin": (page, at) => at("/settings/pin"),
  "settings-device": (page, at) => at("/settings/device"),
  "settings-data": (page, at) => at("/settings/data"),
  "settings-leave": (page, at) => at("/settings/leave"),
  lost: (page, at) => at("/nowhere"),
};

// A phone with a morning behind it, and what its screens are about.
export async function morning(phone, server) {
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await amina.toNextDoor();
  await amina.keep("Refus");
  await amina.toNextDoor();
  await amina.talk({ theme: "Chauffage", note: "Radiateur froid dans la chambre." });
  await amina.send();
  await amina.toNextDoor();
  const [, mission, next] = /missions\/([^/]+)\/doors\/([^/]+)/.exec(phone.page.url());
  const [met] = server.rows(
    "SELECT visit.id, door, building FROM visit JOIN door ON door.id = visit.door " +
      "JOIN stairwell ON stairwell.id = door.stairwell WHERE outcome = 'met'",
  );
  return { mission, next, visited: met.door, visit: met.id, building: met.building };
}

// Shows one of the open screens, and waits until it stands.
export async function show(page, name, ids) {
  const at = async (path) => {
    await page.evaluate((path) => (location.hash = `#${path}`), "/settings/leave");
    await page.waitForFunction(() => location.hash.endsWith("/leave"));
    await page.evaluate((path) => (location.hash = `#${path}`), path);
    await page.locator("#title").first().waitFor();
  };
  await OPEN[name](page, at, ids);
  await settled(page);
}

// Takes another look, as the settings keep it, and opens the store again.
export async function wear(phone, look, { unlock = true } = {}) {
  await phone.page.evaluate(
    (look) => localStorage.setItem("palier-look", JSON.stringify(look)),
    look,
  );
  await phone.page.reload();
  await phone.page.locator(".keys, #code").first().waitFor();
  if (!unlock) return;
  for (const digit of PIN) {
    await phone.page.getByRole("button", { name: digit, exact: true }).tap();
  }
  await phone.page.locator(".pin .btn.big").tap();
  await phone.page.locator(".keys").waitFor({ state: "detached" });
}
