// A new version of the app: it waits, and nothing is lost by it.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

const NEXT = "ffffffffffffffff";

// The same app under another name of its version, as the next build would have.
function nextVersion(t) {
  const folder = mkdtempSync(join(tmpdir(), "palier-next-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(process.env.PALIER_APP, folder, { recursive: true });
  const [name] = readdirSync(join(folder, "v"));
  renameSync(join(folder, "v", name), join(folder, "v", NEXT));
  for (const file of ["index.html", "sw.js"]) {
    const path = join(folder, file);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(name, NEXT));
    for (const packed of [".br", ".gz"]) rmSync(path + packed, { force: true });
  }
  return { folder, name };
}

test("a new version waits while a talk is open, then takes over, and the draft is there", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.isInstalled();
  await amina.toNextDoor();
  await amina.button(/^On m’a ouvert/).tap();
  await amina.page.locator("#note").fill("Fuite sous l’évier.");

  const { folder, name } = nextVersion(t);
  await server.stop();
  await server.serve({ app: folder });
  const state = await amina.page.evaluate(async () => {
    const held = await navigator.serviceWorker.getRegistration();
    await held.update();
    const next = held.installing ?? held.waiting;
    if (next.state === "installing") {
      await new Promise((told) => next.addEventListener("statechange", told, { once: true }));
    }
    return next.state;
  });
  assert.equal(state, "installed");
  const version = () =>
    amina.page.evaluate(() => document.querySelector("script[type=module]").getAttribute("src"));
  assert.match(await version(), new RegExp(name), "the new version did not wait");
  assert.equal(await amina.page.locator("#note").inputValue(), "Fuite sous l’évier.");

  await amina.go("/settings");
  const loaded = amina.page.waitForEvent("load");
  await amina.button("Fermer maintenant").tap();
  await loaded;
  await amina.unlock();
  assert.match(await version(), new RegExp(NEXT), "the new version did not take over");
  const kept = await amina.page.evaluate(() => caches.keys());
  assert.deepEqual(kept, [`palier-${NEXT}`], "the old version is still there");
  await amina.today();
  await amina.page.getByText("Échange à finir").tap();
  assert.equal(await amina.page.locator("#note").inputValue(), "Fuite sous l’évier.");
});
