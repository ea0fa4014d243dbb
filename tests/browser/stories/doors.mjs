// The stairwell in the hand: what one tap keeps and takes back, doors that are put right, and those
// whose residents want no visit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { tower } from "../harness/large.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

async function begin(t) {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  return { server, phone, amina };
}

const doorOf = (amina) => /\/doors\/([^/]+)/.exec(amina.page.url())[1];
const cell = (amina, door) => amina.page.locator(`#door-${door}`);

test("each outcome is one tap, and one more takes it back", async (t) => {
  const { server, amina } = await begin(t);
  for (const outcome of ["Personne n’a ouvert", "Refus", "Bloqué", "Vide"]) {
    await amina.toNextDoor();
    await amina.keep(outcome);
    await amina.button("Annuler").tap();
    await amina.page.getByText("C’est annulé.").waitFor();
  }
  await amina.toNextDoor();
  await amina.button("Repasser").tap();
  await amina.button(/^Demain/).tap();
  await amina.page.locator(".toast", { hasText: "à revoir" }).waitFor();
  await amina.today();
  await amina.page.getByRole("link", { name: /Repasser demain/ }).waitFor();
  await amina.send();
  const outcomes = ["absent", "refused", "inaccessible", "vacant", "come_back"];
  const kept = server.visits().map(({ outcome, withdrawn }) => [outcome, withdrawn]);
  assert.deepEqual(kept, outcomes.map((outcome) => [outcome, outcome === "come_back" ? 0 : 1]));
  assert.equal(server.rows("SELECT 1 FROM appointment").length, 1);
});

test("a finger that falls twice makes one visit", async (t) => {
  const { server, amina } = await begin(t);
  const twice = (button) => button.evaluate((button) => (button.click(), button.click()));
  await amina.toNextDoor();
  await twice(amina.button(/^Personne n’a ouvert/));
  await amina.page.locator(".stair").waitFor();
  await amina.toNextDoor();
  await amina.button(/^On m’a ouvert/).tap();
  await amina.page.getByRole("heading", { name: "Conseils donnés" }).waitFor();
  await twice(amina.button(/^Enregistrer/));
  await amina.page.locator(".stair").waitFor();
  await amina.send();
  assert.deepEqual(server.visits().map((visit) => visit.outcome), ["absent", "met"]);
});

test("a door is added, renamed and removed, and each is taken back by a tap", async (t) => {
  const { server, amina } = await begin(t);
  await amina.toNextDoor();
  const door = doorOf(amina);
  const before = await amina.page.locator(".pdoor b").innerText();
  await amina.button("Modifier la porte").tap();
  await amina.page.getByLabel("Ce qui est écrit dessus").fill("7 bis");
  await amina.button("Renommer").tap();
  await amina.page.locator(".pdoor b", { hasText: "7 bis" }).waitFor();
  await amina.button("Annuler").tap();
  await amina.page.locator(".pdoor b", { hasText: before }).waitFor();

  await amina.button("Modifier la porte").tap();
  await amina.button("Enlever cette porte").tap();
  await amina.page.locator(".toast", { hasText: "enlevée" }).waitFor();
  await amina.page.locator(".stair").waitFor();
  await cell(amina, door).waitFor({ state: "detached" });
  await amina.button("Annuler").tap();
  await cell(amina, door).waitFor();

  await amina.button("Ajouter une porte").tap();
  await amina.button("Ajouter").tap();
  await amina.page.getByText("Tapez ce qui est écrit sur la porte.").waitFor();
  await amina.page.getByLabel("Ce qui est écrit dessus").fill("Loge");
  await amina.button("Ajouter").tap();
  await amina.page.locator(".toast", { hasText: "Porte Loge ajoutée" }).waitFor();
  await amina.page.locator(".door", { hasText: "Loge" }).waitFor();
  await amina.send();
  const added = server.rows("SELECT floor FROM door WHERE label = 'Loge' AND deleted = 0");
  assert.equal(added.length, 1);
  const [kept] = server.rows(`SELECT label, deleted FROM door WHERE id = '${door}'`);
  assert.deepEqual(kept, { label: before, deleted: 0 });
});

test("residents who want no visit are left alone everywhere", async (t) => {
  const { server, amina } = await begin(t);
  await amina.toNextDoor();
  const door = doorOf(amina);
  await amina.button("Modifier la porte").tap();
  await amina.button(/^Ne plus solliciter/).tap();
  await amina.page.getByText("Ces habitants ne veulent plus de visite.").waitFor();
  assert.equal(await amina.page.locator(".outs").count(), 0, "the door can be visited");
  await amina.today();
  const lamp = amina.page.locator("a.btn.lamp");
  assert.doesNotMatch(await lamp.getAttribute("href"), new RegExp(door), "it is the next door");
  await amina.toNextDoor();
  await amina.keep("Refus");
  await amina.button("Choisir plusieurs").tap();
  const stopped = cell(amina, door);
  assert.match(await stopped.innerText(), /Stop/);
  await stopped.tap({ force: true });
  await amina.page.getByText("Aucune porte choisie").waitFor();
  await amina.button("Annuler").last().tap();
  await amina.send();
  const [row] = server.rows(`SELECT do_not_contact FROM door WHERE id = '${door}'`);
  assert.equal(row.do_not_contact, 1);

  await stopped.waitFor({ state: "detached" });
  await amina.page.goBack();
  await stopped.tap();
  await amina.button("Modifier la porte").tap();
  await amina.button("Ils veulent bien une visite").tap();
  await amina.button("Personne n’a ouvert").waitFor();
});

test("in a tower of five hundred doors a resting finger chooses, and several are kept at once", async (t) => {
  const { server, amina } = await begin(t);
  await amina.toNextDoor();
  const [, mission] = /missions\/([^/]+)/.exec(amina.page.url());
  const [{ title }] = server.rows(`SELECT title FROM mission WHERE id = '${mission}'`);
  // Something to send, so that the phone asks and hears of the tower.
  await amina.keep("Refus");
  const building = tower(server, title);
  await amina.send();
  await amina.go(`/missions/${mission}/buildings/${building}`);
  const doors = amina.page.locator(".door[data-state=to_see]");
  await doors.first().scrollIntoViewIfNeeded();
  const { x, y, width, height } = await doors.first().boundingBox();
  await amina.page.mouse.move(x + width / 2, y + height / 2);
  await amina.page.mouse.down();
  await amina.page.getByText("1 porte choisie").waitFor();
  await amina.page.mouse.up();
  for (const n of [1, 2]) await doors.nth(n).tap();
  await amina.page.getByText("3 portes choisies").waitFor();
  await amina.button("Autre").tap();
  await amina.button(/^Bloqué/).tap();
  await amina.page.locator(".toast", { hasText: "3 portes" }).waitFor();
  await amina.button("Annuler").tap();
  await amina.page.getByText("C’est annulé.").waitFor();
  await amina.send();
  const kept = server.visits().filter(({ outcome }) => outcome !== "refused");
  assert.deepEqual(kept.map(({ outcome }) => outcome), Array(3).fill("inaccessible"));
  assert.ok(kept.every(({ withdrawn }) => withdrawn === 1));
});
