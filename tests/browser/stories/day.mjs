// A day: enrolled with a network, worked without, and nothing is missing in the evening.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

test("Amina enrols, meets one home, finds another absent, and the desk has both", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));

  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await amina.toNextDoor();
  await amina.talk({ note: "Radiateur froid dans la chambre." });
  await amina.synced();

  const visits = server.visits();
  assert.deepEqual(visits.map((visit) => visit.outcome).sort(), ["absent", "met"]);
  assert.ok(visits.some((visit) => visit.note === "Radiateur froid dans la chambre."));
});

test("with the server gone, forty visits outlast reloads and restarts, and then all arrive", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.isInstalled();
  await server.stop();

  await phone.page.reload();
  await amina.unlock();
  for (let n = 0; n < 20; n++) {
    await amina.toNextDoor();
    await amina.keep("Personne n’a ouvert");
  }
  await phone.close();
  await phone.open();
  await amina.unlock();
  assert.equal(await amina.waiting(), 20);
  for (let n = 0; n < 20; n++) {
    await amina.toNextDoor();
    await amina.keep("Refus");
  }
  await phone.page.reload();
  await amina.unlock();
  assert.equal(await amina.waiting(), 40);

  await server.serve();
  await amina.send();
  assert.match(await amina.sum(), /40 \+ 0 \+ 0 = 40/);
  assert.equal(server.visits().length, 40);
});
