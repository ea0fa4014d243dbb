// A talk at the door: all that it holds by tapping, what the note guard says, and that nothing typed
// is lost when the browser ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

const NOTE = "Logement : radiateur froid. Elle est diabétique.";

async function begin(t) {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.isInstalled();
  await amina.toNextDoor();
  await amina.button(/^On m’a ouvert/).tap();
  return { server, phone, amina };
}

test("the guard says which word and why, and its two ways out work", async (t) => {
  const { amina } = await begin(t);
  const note = amina.page.locator("#note");
  await note.fill("Elle est diabétique. Radiateur froid.");
  await amina.page.getByText("« diabétique » parle de santé").waitFor();
  await amina.page.getByText(/Nous ne gardons pas ce mot sans accord/).waitFor();
  await amina.button("Enlever le mot").tap();
  await amina.page.locator(".guard").waitFor({ state: "detached" });
  assert.doesNotMatch(await note.inputValue(), /diabétique/);
  assert.match(await note.inputValue(), /Radiateur froid/);
  for (const [words, topic] of [
    ["Il est musulman.", "religion"],
    ["Elle est de gauche.", "politique"],
    ["Il sort de prison.", "délit"],
    ["Une famille rom.", "origine"],
  ]) {
    await note.fill(words);
    await amina.page.locator(".guard", { hasText: topic }).waitFor();
  }
  await amina.button("Elle est d’accord").tap();
  await amina.page.getByText("Accord noté.").waitFor();
});

test("a full talk is ten taps and a note, survives the end of the browser, and arrives whole", async (t) => {
  const { server, phone, amina } = await begin(t);
  const { page } = amina;
  await page.locator(".advise .chip").first().tap();
  await amina.button("Fuite d’eau").tap();
  await page.locator("#words-eau").fill("Ça coule depuis lundi.");
  await page.getByRole("group", { name: "Langue parlée" }).getByRole("button").nth(1).tap();
  await page.getByRole("radio", { name: "Orientation" }).tap();
  const services = page.getByRole("group", { name: "Vers quel service ?" });
  await services.getByRole("button").first().tap();
  await amina.button("Demain").tap();
  await page.getByRole("switch", { name: /pour être orientée/ }).tap();
  await amina.button("Logement").last().tap();
  assert.match(await page.locator("#note").inputValue(), /^Logement\s*: $/);
  await page.locator("#note").fill(NOTE);
  await amina.button("Elle est d’accord").tap();
  await page.getByRole("switch", { name: /ce que vous notez/ }).tap();

  // What the first screen tells of a talk has been kept.
  await amina.today();
  await page.getByText("Échange à finir").tap();
  assert.equal(await page.locator("#note").inputValue(), NOTE);
  await phone.kill();
  await phone.open();
  await amina.unlock();
  await amina.today();
  await amina.page.getByText("Échange à finir").tap();
  assert.equal(await amina.page.locator("#note").inputValue(), NOTE);
  assert.equal(await amina.page.locator("#words-eau").inputValue(), "Ça coule depuis lundi.");
  await amina.page.getByRole("radio", { name: "Orientation", checked: true }).waitFor();
  await amina.button(/^Enregistrer/).tap();
  await amina.page.locator(".toast", { hasText: "échange gardé" }).waitFor();
  await amina.page.locator(".door.lit").waitFor();
  await amina.send();

  const [visit] = server.rows("SELECT outcome, language, minutes, note, informed, consent FROM visit");
  assert.equal(visit.note, NOTE);
  assert.deepEqual([visit.outcome, visit.informed, visit.consent], ["met", 1, 1]);
  assert.ok(visit.language && visit.minutes >= 1, JSON.stringify(visit));
  assert.deepEqual(server.rows("SELECT theme, words FROM need"), [
    { theme: "eau", words: "Ça coule depuis lundi." },
  ]);
  assert.equal(server.rows("SELECT 1 FROM advice").length, 1);
  const [referral] = server.rows("SELECT sort, consent, service FROM appointment");
  assert.deepEqual([referral.sort, referral.consent], ["referral", 1]);
  assert.ok(referral.service);
});

test("a talk that is given up is gone, and one tap brings it back", async (t) => {
  const { server, amina } = await begin(t);
  await amina.page.locator("#note").fill("Trop tôt.");
  await amina.button("Effacer cet échange").tap();
  await amina.page.locator(".toast", { hasText: "Échange effacé" }).waitFor();
  await amina.button("Annuler").tap();
  await amina.page.getByText("Un échange est commencé").tap();
  assert.equal(await amina.page.locator("#note").inputValue(), "Trop tôt.");
  await amina.send();
  assert.deepEqual(server.visits(), [], "a draft was sent");
});
