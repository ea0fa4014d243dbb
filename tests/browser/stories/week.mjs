// A week at the desk: a mission is prepared from a file, two phones are enrolled, their day comes in,
// a visit is returned and corrected, a conflict is decided, what is good is approved, a report is
// published, and a door is erased and gone from both phones.
//
// Each step is a function of what the steps before left, so that others can follow.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../harness/desk.mjs";
import { Neighbor } from "../harness/neighbor.mjs";
import { Server } from "../harness/server.mjs";

const FILE = [
  "cle_interop;voie_nom;numero;suffixe;commune_nom;long;lat",
  "91987_0910_00001;Rue du Verger;1;;Brévigny;2.3480;48.6200",
  "91987_0910_00003;Rue du Verger;3;;Brévigny;2.3485;48.6203",
  "91987_0910_00000;Rue du Verger;x;;Brévigny;2.3480;48.6200",
].join("\n");

async function prepare({ sonia }) {
  const { page } = sonia;
  await sonia.open("/desk/missions");
  await page.getByRole("link", { name: "Nouvelle mission" }).click();
  await page.fill("#title", "Les vergers");
  await page.selectOption("#partner", { index: 1 });
  await page.selectOption("#theme", "water");
  await page.fill("#starts", "2026-11-02");
  await page.fill("#ends", "2099-12-20");
  await page.fill("#message", "Bonjour, nous passons pour l’eau.");
  await sonia.looksGood();
  await page.getByRole("button", { name: "Créer le brouillon" }).click();
  const mission = new URL(page.url()).pathname.split("/")[3];

  await page.locator("input[name=service]").first().check();
  await sonia.looksGood();
  await page.getByRole("button", { name: "Enregistrer et continuer" }).click();

  await page.setInputFiles("#file", { name: "bal.csv", mimeType: "text/csv", buffer: Buffer.from(FILE) });
  await sonia.looksGood();
  await page.getByRole("button", { name: "Regarder le fichier" }).click();
  await sonia.says("2 immeubles à prendre.");
  await sonia.says("Le numéro « x » n’est pas un nombre de 0 à 9999.");
  await sonia.looksGood();
  await page.getByRole("button", { name: "Prendre ces immeubles" }).click();
  await sonia.says("2 immeubles sont pris.");

  await sonia.open(`/desk/missions/${mission}/buildings?q=verger`);
  await page.getByRole("button", { name: "Tout cocher" }).click();
  await sonia.looksGood();
  await page.getByRole("button", { name: "Enregistrer et continuer" }).click();

  await page.fill("#floors", "1");
  await page.fill("#per_floor", "2");
  await page.getByRole("button", { name: "Voir" }).click();
  await sonia.says("8 portes");
  await sonia.looksGood();
  await page.getByRole("button", { name: "Créer ces portes" }).click();
  await sonia.says("8 portes sont créées.");
  await page.getByRole("link", { name: "Corriger les portes de 1 Rue du Verger" }).click();
  await page.getByRole("textbox", { name: "Porte 11, numéro" }).fill("11 bis");
  await sonia.looksGood();
  await page.locator("button[name=act][value=save].main").click();
  await sonia.says("C’est enregistré.");

  await sonia.open(`/desk/missions/${mission}/team`);
  for (const name of ["Awa K.", "Bilal R."]) {
    await page.fill("#name", name);
    await page.locator("form", { has: page.locator("#name") }).getByRole("button").click();
    await sonia.says("C’est enregistré.");
  }
  await sonia.looksGood();
  await sonia.open(`/desk/missions/${mission}/start`);
  await sonia.looksGood();
  await page.getByRole("button", { name: "Commencer la mission" }).click();
  await sonia.says("La mission commence.");
  await page.getByRole("button", { name: "Créer les codes" }).click();
  await sonia.looksGood();
  const code = (name) => page.locator(`[data-code="${name}"]`).textContent();
  return { mission, codes: { awa: await code("Awa K."), bilal: await code("Bilal R.") } };
}

async function day({ t, server, codes }) {
  const awa = Neighbor.with(t, server, codes.awa);
  const bilal = Neighbor.with(t, server, codes.bilal);
  const doors = awa.doors();
  assert.equal(doors.length, 8);
  awa.visit(doors[0], "absent");
  const met = awa.visit(doors[1], "met", "--note", "Fuite sous l’évier.", "--appointment", "2099-12-03T10:00");
  bilal.visit(doors[2], "refused");
  awa.sync();
  bilal.sync();
  return { awa, bilal, doors, visit: met.visit };
}

async function review({ sonia, mission, awa, visit }) {
  const { page } = sonia;
  await sonia.open(`/desk/missions/${mission}`);
  await sonia.says("3 portes vues");
  await sonia.open(`/desk/review?mission=${mission}`);
  await page.locator("[data-queue] li", { hasText: "Fuite" }).locator("a").click();
  await page.fill("#question", "Depuis quand ?");
  await page.locator("[data-key=r]").click();
  await sonia.says("La question part au prochain contact du téléphone.");
  awa.sync();
  assert.match(awa.attention(), /Depuis quand/);
  awa.run("correct", visit, "--note", "Fuite sous l’évier depuis lundi.");
  awa.sync();
  await sonia.open(`/desk/review?mission=${mission}`);
  await sonia.says("depuis lundi");
}

// Awa writes the same field on two phones, each unseen by the other.
async function conflict({ t, sonia, server, awa, visit }) {
  const second = Neighbor.enrol(t, server, "Awa K.");
  awa.run("correct", visit, "--minutes", "5");
  second.run("correct", visit, "--minutes", "25");
  awa.sync();
  second.sync();
  await sonia.open("/desk/aside");
  await sonia.says("Deux personnes ont écrit la même chose");
  await sonia.says("Valeur en place, de Awa K.");
  assert.equal(await sonia.page.getByText("avait vu : rien").count(), 2);
  await sonia.looksGood();
  await sonia.page.getByRole("button", { name: "Prendre l’autre valeur" }).first().click();
  await sonia.says("L’autre valeur est reprise.");
}

async function approve({ sonia, mission }) {
  const { page } = sonia;
  await sonia.open(`/desk/review?mission=${mission}`);
  await page.keyboard.press("a");
  await sonia.says("1 visite approuvée.");
  await sonia.looksGood();
  await page.keyboard.press("u");
  await sonia.says("1 visite attend de nouveau.");
  for (const box of await page.locator("[data-queue] input[type=checkbox]").all()) await box.check();
  await page.getByRole("button", { name: "Approuver la sélection" }).click();
  await sonia.says("3 visites approuvées.");
  await sonia.says("Tout est relu. Bravo.");
  await sonia.open(`/desk/missions/${mission}`);
  await sonia.says("1 foyer rencontré dans les visites relues");
}

async function follow({ sonia }) {
  const { page } = sonia;
  await sonia.open("/desk/follow-ups?state=due");
  await sonia.looksGood();
  await page.locator("tr", { hasText: "Les vergers" }).locator("select[name=account]").selectOption({ label: "Awa K." });
  await sonia.says("C’est attribué.");
  await page.locator("tr", { hasText: "Les vergers" }).getByRole("button", { name: /Marquer fait/ }).click();
  await sonia.says("C’est fait.");
  await page.getByRole("button", { name: "Annuler" }).click();
  await sonia.says("C’est de nouveau à faire.");
}

// Three households are few: every figure about them is masked.
async function report({ sonia, mission }) {
  await sonia.open(`/desk/missions/${mission}/report`);
  await sonia.says("masqué");
  await sonia.looksGood();
  await sonia.page.getByRole("button", { name: "Publier cette édition" }).click();
  await sonia.says("Le rapport est publié.");
}

async function erase({ sonia, awa, bilal, doors }) {
  const [, door] = doors;
  for (const phone of [awa, bilal]) {
    phone.sync();
    assert.equal(phone.run("history", door).visits.length, 1);
  }
  await sonia.open(`/desk/doors/${door}`);
  await sonia.says("Fuite sous l’évier depuis lundi.");
  await sonia.page.getByText("Tout effacer").click();
  await sonia.page.getByText("Effacer pour toujours").click();
  await sonia.says("Reçu d’effacement");
  for (const phone of [awa, bilal]) {
    phone.sync();
    assert.equal(phone.run("history", door).visits.length, 0);
  }
  await sonia.open(`/desk/doors/${door}`);
  assert.equal(await sonia.page.getByText("Tout effacer").count(), 0);
  await sonia.open("/desk/follow-ups?state=due");
  assert.equal(await sonia.page.locator("tr", { hasText: "Les vergers" }).count(), 0);
}

test("a supervisor does a week's work, from a file to a report and an erasure", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  let week = { t, server, sonia };
  for (const step of [prepare, day, review, conflict, approve, follow, report, erase]) {
    week = { ...week, ...(await step(week)) };
  }
});

test("a map is drawn under the desk's own policy, and the table says the same", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.", { strict: true });
  const board = await sonia.page.locator(".mission a").first().getAttribute("href");
  await sonia.open(`${board}/map`);
  // Drawn by the processor here, which others may need meanwhile.
  await sonia.page.locator("#map[data-drawn]").waitFor({ timeout: 60_000 });
  const rows = await sonia.page.locator("tr[data-lon]").count();
  assert.ok(rows > 0);
  assert.equal(await sonia.page.locator(".pin").count(), rows);
});
