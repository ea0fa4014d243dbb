// The browser is ended without a word at thirty moments of a working day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

const KILLS = 30;
const SEED = 20261125;

// Repeats itself with its seed, so that a failure can be looked at again.
function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

test(`nothing shown as saved is gone after ${KILLS} kills (seed ${SEED})`, async (t) => {
  const draw = chance(SEED);
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.isInstalled();

  let shown = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    // So many taps are made until the end comes, and the last is not waited for.
    const taps = Math.floor(draw() * 4);
    for (let tap = 0; tap < taps; tap++) {
      await amina.toNextDoor();
      await amina.keep(draw() < 0.5 ? "Personne n’a ouvert" : "Refus");
      shown++;
    }
    await amina.toNextDoor();
    const last = amina.button(/^Personne n’a ouvert/).tap().catch(() => {});
    await phone.kill({ after: Math.floor(draw() * 60) });
    await last;
    await phone.open();
    await amina.unlock();
    const kept = await amina.made();
    assert.ok(kept >= shown, `kill ${kill}: ${shown} were shown as saved, ${kept} are there`);
    assert.ok(kept <= shown + 1, `kill ${kill}: ${kept} are there, ${shown} and one were tapped`);
    shown = kept;
  }
  await amina.send();
  assert.equal(server.visits().length, shown);
  assert.match(await amina.sum(), /Rien ne manque/);
});
