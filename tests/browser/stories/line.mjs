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
  await amina.absentAtAll(30);

  for (let n = 0; n < 20; n++) {
    await phone.offline(false);
    // Sending begins by itself; the line is cut as soon as a message is on its way.
    await phone.page.waitForEvent("request", {
      predicate: (request) => request.method() === "POST",
    });
    await phone.offline(true);
    await amina.keepSomethingSmall();
  }
  await phone.offline(false);
  await amina.send();
  const { doors } = server.rows("SELECT count(DISTINCT door) doors FROM visit WHERE deleted = 0")[0];
  assert.equal(server.visits().length, doors, "a visit came twice");
  assert.match(await amina.sum(), /Rien ne manque/);
});
