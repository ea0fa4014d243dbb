// A browser that has no room, that threw the data away, or that keeps nothing at all: each is told in
// words that say what to do, and nothing that was shown as saved is lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

const FULL = "Le téléphone est plein. Faites de la place, puis recommencez.";
const GONE = "Le navigateur a effacé Palier. Ce qui était envoyé est au bureau.";
const REFUSED = "Le navigateur refuse de garder. Quittez la navigation privée.";

test("a phone without room says so, shows and hands out what it has, and goes on with room", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.isInstalled();
  await phone.offline(true);
  await amina.toNextDoor();
  await amina.keep("Refus");

  await phone.room({ isThere: false });
  // Opened anew, the app's files have no room in reserve.
  await phone.page.reload();
  await amina.unlock();
  assert.equal(await amina.made(), 1);
  await amina.toNextDoor();
  await amina.button(/^Personne n’a ouvert/).tap();
  await amina.page.getByText(FULL).waitFor();
  assert.equal(await amina.made(), 1, "what was not saved is not counted");

  const copied = phone.page.waitForEvent("download");
  await amina.button("Copie").tap();
  await amina.button("Faire la copie").tap();
  server.run("import-outbox", await (await copied).path());
  assert.deepEqual(server.visits().map((visit) => visit.outcome), ["refused"]);

  await phone.room({ isThere: true });
  await phone.offline(false);
  await phone.page.reload();
  await amina.unlock();
  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await amina.send();
  assert.deepEqual(server.visits().map((visit) => visit.outcome), ["refused", "absent"]);
});

test("a phone whose browser threw the data away says so, and is enrolled anew", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.keep("Refus");
  await amina.send();

  await phone.evict();
  await phone.close();
  await phone.open();
  await amina.unlock();
  await amina.page.getByText(GONE).waitFor();
  await amina.button("Essayer encore").tap();
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await amina.send();
  const visits = server.visits();
  assert.deepEqual(visits.map((visit) => visit.outcome), ["refused", "absent"]);
  assert.notEqual(visits[0].door, visits[1].door, "what the desk has is on the phone again");
  await phone.page.reload();
  await amina.unlock();
  await amina.today();
});

test("a browser that keeps nothing is told as one, and the app begins where it may keep", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server, { keeps: false });
  const amina = new Hand(phone);
  await amina.page.getByText(REFUSED).waitFor();
  await phone.close();
  phone.allow();
  await phone.open();
  await amina.enrol(server.code("Amina B."));
});
