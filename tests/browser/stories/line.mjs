// A line that comes and goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

test("airplane mode goes on and off twenty times while the phone sends", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.offline(true);
  await amina.toNextDoor();
  await amina.keep("Refus");
  await amina.absentAtMany(11);

  const sends = (request) => request.method() === "POST" && request.url().endsWith("/sync");
  for (let n = 0; n < 20; n++) {
    const sent = phone.context.waitForEvent("request", { predicate: sends });
    await phone.offline(false);
    await amina.toNextDoor();
    await amina.keep("Personne n’a ouvert");
    // Sending begins by itself; the line is cut as soon as a message is on its way.
    await sent;
    await phone.offline(true);
  }
  await phone.offline(false);
  await amina.send();
  assert.match(await amina.sum(), /32 \+ 0 \+ 0 = 32/);
  const doors = server.visits().map((visit) => visit.door);
  assert.equal(doors.length, 32);
  assert.equal(new Set(doors).size, 32, "a visit came twice");
});
