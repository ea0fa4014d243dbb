// The lock: what it hides, what it refuses, and the way in for who forgot the PIN.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand, PIN } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

test("nothing that was typed stands in the clear in what the browser keeps", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.talk({ note: "Chaudiere en panne depuis dimanche." });
  await amina.toNextDoor();
  await amina.button(/^On m’a ouvert/).tap();
  await amina.page.locator("#note").fill("Escalier sans ampoule.");
  await amina.go("/");
  await amina.page.getByText("Échange à finir").waitFor();

  const kept = await phone.bytes();
  assert.ok(kept.length > 100_000, `only ${kept.length} bytes were found`);
  assert.ok(kept.includes("phone.db"), "the store was not looked at");
  for (const word of ["Chaudiere", "dimanche", "Escalier", "ampoule", "SQLite format", "Amina"]) {
    assert.ok(!kept.includes(word), `${word} stands in the clear`);
  }
});

test("a wrong PIN opens nothing, each makes the wait longer, and the right one opens", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.page.reload();
  await amina.page.getByRole("heading", { name: "Votre code" }).waitFor();
  assert.equal(await amina.page.getByText(/porte|visite/i).count(), 0, "the lock shows work");

  // The first two cost nothing: a finger slips.
  const waits = [];
  for (let wrong = 1; wrong <= 4; wrong++) {
    await amina.typePin("135792");
    await amina.button("Ouvrir").tap();
    await amina.page.getByText("Ce n’est pas ce code.").waitFor();
    if (wrong < 3) continue;
    const told = amina.page.getByText(/Attendez \d+ seconde/);
    await told.waitFor();
    waits.push(Number(/\d+/.exec(await told.innerText())[0]));
    await told.waitFor({ state: "hidden" });
  }
  assert.ok(waits[1] > waits[0], `the waits are ${waits}`);
  await amina.unlock(PIN);
  await amina.today();
});

test("a forgotten PIN is reset without a network, with the words that the desk reads out", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await amina.send();
  const [device] = server.run("device", "list").devices;
  const { code } = server.run("device", "recover", device.device ?? device.id);
  await phone.isInstalled();
  await server.stop();

  await phone.page.reload();
  await amina.page.getByRole("heading", { name: "Votre code" }).waitFor();
  await amina.recover("babab-babab-babab", "861302");
  await amina.page.getByText("Un mot est mal écrit. Relisez-les.").waitFor();
  await amina.recover(code, "861302");
  await amina.today();
  await amina.toNextDoor();
  await amina.keep("Refus");
  await phone.page.reload();
  await amina.unlock("861302");
  assert.equal(await amina.waiting(), 1);
});

test("a store that somebody wrote into is told as damaged, and no word of it is shown", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.tamper();
  await phone.open();
  await amina.page.getByRole("heading", { name: "Votre code" }).waitFor();
  await amina.typePin(PIN);
  await amina.button("Ouvrir").tap();
  await amina.page.getByText("Les données sont abîmées.").waitFor();
  assert.equal(await amina.page.getByText("Amina").count(), 0);
});

test("a second tab is told where the app is open, and goes on once the first is closed", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  const second = await phone.context.newPage();
  await second.goto(server.app);
  await second.getByText("Palier est ouvert ailleurs. Fermez l’autre onglet.").waitFor();
  await phone.page.close();
  await second.getByRole("button", { name: "Essayer encore" }).tap();
  phone.page = second;
  await amina.unlock();
  await amina.today();
});
