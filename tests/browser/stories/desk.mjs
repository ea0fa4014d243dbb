// The desk: every page can be used by everybody, and what a neighbor sends is watched, read,
// returned and approved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk } from "../harness/desk.mjs";
import { Neighbor } from "../harness/neighbor.mjs";
import { Server } from "../harness/server.mjs";
import { DONE, PAGES, week } from "../harness/week.mjs";

test("every page is sound in light and dark, wide and at 768 px, in French and in English", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  const ids = await week(t, server, sonia);
  const claire = await Desk.start(t, server, "Claire D.");
  for (const language of ["fr", "en"]) {
    await claire.open("/desk/me");
    await claire.page.selectOption("#language", language);
    await claire.page.click("form[action='/desk/me/preferences'] button");
    for (const at of Object.values(PAGES)) {
      await claire.open(at(ids));
      await claire.looksGoodAnyway();
    }
    for (const act of Object.values(DONE)) {
      await act(claire, ids);
      await claire.looksGoodAnyway();
    }
  }
});

test("the way in is sound in light and dark, wide and at 768 px, in French and in English", async (t) => {
  const server = await Server.start(t);
  for (const locale of ["fr-FR", "en-GB"]) {
    const { link } = server.run("account", "invite", "Sonia M.", "--url", server.origin);
    const somebody = await Desk.visitor(t, server, { locale });
    await somebody.open("/desk/sign-in");
    await somebody.looksGoodAnyway();
    await somebody.page.fill("#login", "personne");
    await somebody.page.fill("#password", "pas le bon du tout");
    await somebody.page.click("button.main");
    await somebody.page.locator(".wrong").waitFor();
    await somebody.looksGoodAnyway();
    for (const address of [link, `${server.origin}/desk/welcome/${"0".repeat(64)}`]) {
      await somebody.page.goto(address);
      await somebody.looksGoodAnyway();
    }
  }
});

test("a door that is erased at the desk is gone from the phone, and its neighbor reads why", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  const amina = Neighbor.enrol(t, server, "Amina B.");
  const [door] = amina.doors();
  amina.visit(door, "met", "--note", "Radiateur froid dans la chambre.");
  amina.sync();
  await sonia.open(`/desk/doors/${door}`);
  await sonia.says("Radiateur froid dans la chambre.");
  await sonia.looksGood();
  await sonia.page.getByText("Tout effacer").click();
  await sonia.looksGood();
  await sonia.page.getByText("Effacer pour toujours").click();
  await sonia.says("Reçu d’effacement");
  await sonia.looksGood();
  await sonia.open(`/desk/doors/${door}`);
  await sonia.says("Effacements");
  assert.equal(await sonia.page.getByText("Tout effacer").count(), 0, "nothing is left to erase");
  amina.sync();
  assert.equal(amina.run("history", door).visits.length, 0);
  assert.match(amina.attention(), /erased/);
});

test("an open board follows a phone, and a visit is returned and approved with keys", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  const amina = Neighbor.enrol(t, server, "Amina B.");
  const [first, second] = amina.doors();
  await sonia.open(`/desk/missions/${amina.mission}`);
  await sonia.says("0 porte vue");
  amina.visit(first, "absent");
  amina.visit(second, "met", "--note", "Radiateur froid dans la chambre.");
  amina.sync();
  // Nobody reloads the page.
  await sonia.says("2 portes vues");
  await sonia.says("2 visites attendent la relecture");

  await sonia.page.click(".sum a");
  await sonia.page.locator("[data-queue] li", { hasText: "Radiateur froid" }).locator("a").click();
  // What is typed before the visit is open would be typed into the page that goes.
  await sonia.page.waitForURL("**visit=**");
  await sonia.page.keyboard.press("r");
  await sonia.page.keyboard.type("Depuis quand ?");
  await sonia.looksGood();
  await sonia.page.locator("[data-key=r]").click();
  await sonia.says("La question part au prochain contact du téléphone.");
  amina.sync();
  assert.match(amina.attention(), /Depuis quand/);
  await sonia.page.keyboard.press("a");
  await sonia.says("1 visite approuvée.");
  await sonia.says("Tout est relu. Bravo.");
  const reviews = server.rows("SELECT verdict, question FROM review ORDER BY seq");
  assert.deepEqual(reviews, [
    { verdict: "returned", question: "Depuis quand ?" },
    { verdict: "approved", question: null },
  ]);
});

test("a report is made of a week, published, and read by its partner", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  const { mission } = await week(t, server, sonia);
  const hugo = await Desk.start(t, server, "Hugo T.");
  await hugo.page.locator(".mission a").click();
  await hugo.says("édition 1");
  for (const colorScheme of ["light", "dark"]) {
    await hugo.page.emulateMedia({ colorScheme });
    await hugo.looksGood();
    await sonia.page.emulateMedia({ colorScheme });
    await sonia.looksGood();
  }
  const told = await hugo.page.locator(".paper .num").allTextContents();
  assert.ok(told.length > 4, "there are figures");
  for (const n of told) assert.equal(Number(n.replace(/\D/g, "")) % 11, 0, n);
  const [saved] = await Promise.all([
    hugo.page.waitForEvent("download"),
    hugo.page.getByText("Classeur .xlsx").click(),
  ]);
  assert.equal(saved.suggestedFilename(), `palier-${mission}.xlsx`);
  await sonia.open(`/desk/missions/${mission}/report/words`);
  await sonia.looksGood();
  await sonia.open("/desk/exports");
  const [table] = await Promise.all([
    sonia.page.waitForEvent("download"),
    sonia.page.locator("a[href^='/desk/exports/visits.csv']").click(),
  ]);
  assert.equal(table.suggestedFilename(), "palier-visites.csv");
});

test("single keys can be turned off", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open("/desk/review");
  assert.ok(await sonia.page.evaluate(() => document.body.hasAttribute("data-shortcuts")));
  await sonia.open("/desk/me");
  await sonia.page.uncheck("input[name=shortcuts]");
  await sonia.page.click("form[action='/desk/me/preferences'] button");
  await sonia.open("/desk/review");
  assert.ok(!(await sonia.page.evaluate(() => document.body.hasAttribute("data-shortcuts"))));
});
