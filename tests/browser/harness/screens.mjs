// Every screen of the phone, and how one comes there. In any language: by addresses, and by what
// holds in all of them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Desk } from "./desk.mjs";
import { Hand, PIN } from "./hand.mjs";
import { tower } from "./large.mjs";
import { Neighbor } from "./neighbor.mjs";
import { Phone } from "./phone.mjs";

export const LANGUAGES = ["fr", "en", "ar", "tr", "pt"];

const settled = (page) => page.locator("#wall:not([aria-busy])").first().waitFor();

// What is seen before the store is open.
export const CLOSED = {
  enrol: async () => {},
  "enrol-pin": async (page) => {
    await page.locator("#code").fill("babab-babab-babab");
    await page.locator(".dado button").tap();
    await page.locator(".keys").waitFor();
  },
  // There is no camera here, which is told.
  "enrol-scan": async (page) => {
    await page.locator("main .btn.whole").tap();
    await page.locator("#sheet .problem").waitFor();
  },
};

// What is seen at the lock.
export const LOCKED = {
  unlock: async () => {},
  "unlock-wrong": async (page) => {
    for (const digit of "135792") {
      await page.getByRole("button", { name: digit, exact: true }).tap();
    }
    await page.locator(".pin .btn.big").tap();
    await page.locator(".msg.strong").waitFor();
  },
  recover: async (page) => {
    await page.locator(".keys .txt").tap();
    await page.locator("#recovery").waitFor();
  },
};

// What is seen once it is, each from any other of them.
export const OPEN = {
  today: (page, at) => at("/"),
  missions: (page, at) => at("/missions"),
  mission: (page, at, ids) => at(`/missions/${ids.mission}`),
  "mission-service": async (page, at, ids) => {
    await at(`/missions/${ids.mission}`);
    await page.locator(".fold summary").first().tap();
    await page.locator(".fold[open]").scrollIntoViewIfNeeded();
  },
  doors: (page, at, ids) => at(`/missions/${ids.mission}/buildings/${ids.building}`),
  "doors-many": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/buildings/${ids.tower}`);
    await page.locator(".cages button").nth(2).tap();
    await page.locator(".stair .floor").nth(9).waitFor();
  },
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
  "at-door-edit": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}`);
    await page.locator("main > button.link").tap();
    await page.locator("#sheet").waitFor();
  },
  talk: async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}/talk`);
    await page.locator(".themes .theme").first().tap();
  },
  "talk-service": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}/talk`);
    await page.locator(".advise .sq").first().tap();
    await page.locator("#sheet").waitFor();
  },
  "talk-guard": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}/talk`);
    const note = page.locator("#note");
    await note.fill("Elle est diabétique.");
    await page.locator(".guard").waitFor();
    await note.scrollIntoViewIfNeeded();
  },
  // A referral without its consent.
  "talk-follow": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}/talk`);
    await page.locator("main.talk [role=radio]").nth(1).tap();
    const services = page.locator("#talk-services + .chips");
    if ((await services.locator("[aria-pressed=true]").count()) === 0) {
      await services.locator("button").first().tap();
    }
    await page.locator(".dado button").tap();
    await page.locator("main .problem").waitFor();
  },
  history: (page, at, ids) => at(`/missions/${ids.mission}/doors/${ids.visited}/history`),
  // What there is to correct comes first: a question, and what was written twice.
  visits: async (page, at) => {
    await at("/visits");
    await page.locator(".filters button").last().tap();
    await page.locator("a.row").first().waitFor();
  },
  "visits-returned": async (page, at) => {
    await at("/visits");
    await page.locator("article.ret").first().waitFor();
  },
  "visits-differs": async (page, at) => {
    await at("/visits");
    await page.locator(".both").first().scrollIntoViewIfNeeded();
  },
  correct: (page, at, ids) =>
    at(`/missions/${ids.mission}/doors/${ids.visited}/visits/${ids.visit}`),
  sync: (page, at) => at("/sync"),
  "sync-offline": async (page, at) => {
    await at("/sync");
    await page.context().setOffline(true);
    await page.locator(".dado .btn.light").tap();
    await page.locator(".off use[href='#i-offline']").waitFor();
  },
  "sync-copy": async (page, at) => {
    await page.context().setOffline(false);
    await at("/sync");
    await page.locator(".dado .btn.ghost").tap();
    await page.locator("#sheet").waitFor();
  },
  settings: (page, at) => at("/settings"),
  message: (page, at, ids) => at(`/read/${ids.mission}/message`),
  exchange: (page, at, ids) => at(`/read/${ids.mission}/exchange`),
  debrief: (page, at, ids) => at(`/read/${ids.mission}/debrief`),
  year: (page, at) => at("/read/-/year"),
  "settings-pin": (page, at) => at("/settings/pin"),
  "settings-device": (page, at) => at("/settings/device"),
  "settings-data": (page, at) => at("/settings/data"),
  // A talk that is not finished holds the phone; what the other screens began is given up.
  "settings-leave-sure": async (page, at, ids) => {
    await at(`/missions/${ids.mission}/doors/${ids.next}/talk`);
    await page.locator("main.talk > button.link").tap();
    await page.locator("main.talk").waitFor({ state: "detached" });
    await at("/settings/leave");
    await page.locator(".dado .btn.ghost").tap();
    await page.locator("#sheet").waitFor();
  },
  lost: (page, at) => at("/nowhere"),
  "settings-leave": (page, at) => at("/settings/leave"),
};

// A phone with a morning behind it, and what its screens are about. A question came back from the
// desk, and a visit was corrected on two phones, unseen by each other.
export async function morning(t, phone, server) {
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await amina.toNextDoor();
  await amina.keep("Refus");
  await amina.toNextDoor();
  await amina.talk({ theme: "Chauffage", note: "Radiateur froid dans la chambre." });
  await amina.toNextDoor();
  await amina.talk({ theme: "Fuite d’eau", note: "Fuite sous l’évier." });
  await amina.send();
  const met = server.rows(
    "SELECT visit.id, visit.feed, door, building FROM visit JOIN door ON door.id = visit.door " +
      "JOIN stairwell ON stairwell.id = door.stairwell WHERE outcome = 'met' ORDER BY started",
  );
  const [asked, twice] = met;
  const mission = asked.feed.split("/")[1];
  const [{ title }] = server.rows(`SELECT title FROM mission WHERE id = '${mission}'`);
  const many = tower(server, title);
  await returned(t, server, "Radiateur froid", "Le radiateur est froid le matin ou le soir ?");
  await correctedTwice(t, phone, amina, server, twice, mission);
  const selvi = Neighbor.enrol(t, server, "Selvi R.");
  const seen = ["--picture", await poster(t, phone.context)];
  selvi.run("exchange", mission, "--say", "L’affiche du hall : on m’en parle à chaque porte.", ...seen);
  selvi.sync();
  await amina.go(`/read/${mission}/exchange`);
  await amina.page.locator("#say-0").fill("Venir à 18 h, après le repas des petits.");
  await amina.page.locator(".actions .btn.main").tap();
  await amina.page.locator(".said.own").waitFor();
  await amina.send();
  await amina.toNextDoor();
  const [, , next] = /missions\/([^/]+)\/doors\/([^/]+)/.exec(phone.page.url());
  const { id: visit, door: visited, building } = asked;
  return { mission, next, visited, visit, building, tower: many };
}

// A poster, as it hangs in a hall and as somebody took it.
async function poster(t, context) {
  const folder = mkdtempSync(join(tmpdir(), "palier-poster-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const page = await context.newPage();
  await page.setViewportSize({ width: 640, height: 480 });
  await page.setContent(`<body style="margin:0;display:grid;place-content:center;text-align:center;height:100vh;
    background:#f4efe6;border:28px solid #b9aa90;box-sizing:border-box;font:700 2.6rem/1.2 sans-serif;color:#0e4636">
    Chèque énergie<br><span style="font-size:1.5rem;font-weight:400;color:#333">Permanence le mardi, de 14 h à 17 h,<br>
    salle du rez-de-chaussée</span></body>`);
  const path = join(folder, "affiche.png");
  await page.screenshot({ path });
  await page.close();
  return path;
}

// A supervisor sends a visit back with a question.
export async function returned(t, server, note, question) {
  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open("/desk/review");
  await sonia.page.locator("[data-queue] li", { hasText: note }).locator("a").first().click();
  await sonia.page.locator("[data-queue] li[aria-current]", { hasText: note }).waitFor();
  await sonia.page.fill("#question", question);
  await sonia.page.click("[data-key=r]");
  await sonia.says("La question part au prochain contact du téléphone.");
  return sonia;
}

// Amina's other phone corrects the same visit later, and is first at the server.
export async function correctedTwice(t, phone, amina, server, visit, mission) {
  const other = Neighbor.enrol(t, server, "Amina B.");
  await phone.offline(true);
  await amina.go(`/missions/${mission}/doors/${visit.door}/visits/${visit.id}`);
  await amina.page.locator("#note").fill("Fuite sous l’évier de la cuisine.");
  await amina.button("Garder la correction").tap();
  await amina.page.locator(".toast", { hasText: "Correction gardée" }).waitFor();
  other.run("correct", visit.id, "--note", "Fuite au lavabo.");
  other.sync();
  await phone.offline(false);
}

// A new phone whose owner has just been told that it is hers.
export async function welcome(t, server, language) {
  const phone = await Phone.start(t, server);
  await wear(phone, { language }, { unlock: false });
  const { page } = phone;
  await page.locator("#code").fill(server.code("Moussa K."));
  await page.locator(".dado button").tap();
  for (const again of [false, true]) {
    await page.locator(`.lamps .on`).waitFor({ state: "detached" });
    for (const digit of PIN) await page.getByRole("button", { name: digit, exact: true }).tap();
    await page.locator(".pin .btn.big").tap();
    if (again) await page.locator(".points use[href='#i-key']").waitFor();
  }
  return phone;
}

// Shows one of the open screens, and waits until it stands.
export async function show(page, name, ids) {
  // A title that is there already is the one of the screen before.
  const go = async (path) => {
    await page.evaluate((path) => {
      document.getElementById("title")?.setAttribute("data-left", "");
      location.hash = `#${path}`;
    }, path);
    await page.locator("#title:not([data-left])").waitFor();
  };
  const at = async (path) => {
    const { hash } = new URL(page.url());
    const other = ["/settings/leave", "/settings", "/nowhere"];
    await go(other.find((one) => one !== path && `#${one}` !== hash));
    await go(path);
    await settled(page);
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
