// A visit without a touch: everything by the keys of a keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand, PIN } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

const MOST = 60;

// Goes on with Tab until what has the focus is called so.
async function tabTo(page, name) {
  const seen = [];
  for (let n = 0; n < MOST; n++) {
    const here = await page.evaluate(() => {
      const { activeElement: at } = document;
      return at?.getAttribute("aria-label") ?? at?.innerText ?? "";
    });
    if (name.test(here)) return;
    seen.push(here.slice(0, 30));
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not reach ${name}: ${seen.join(" | ")}`);
}

test("who has no touch unlocks, walks the stairwell, keeps outcomes and takes one back", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  const { page } = amina;
  const press = (key) => page.keyboard.press(key);
  await page.reload();
  await page.getByRole("heading", { name: "Votre code" }).waitFor();
  await page.keyboard.type(PIN);
  await press("Enter");
  await page.getByRole("heading", { name: /^Bonjour/ }).waitFor();

  await tabTo(page, /^Porte /);
  await press("Enter");
  await amina.button("Personne n’a ouvert").waitFor();
  await tabTo(page, /^Refus/);
  await press("Enter");
  await page.locator(".toast", { hasText: "refus" }).waitFor();
  await page.locator(".stair").waitFor();
  await tabTo(page, /^Annuler/);
  await press("Enter");
  await page.getByText("C’est annulé.").waitFor();
  // It is the next door again, and one stands there.
  await page.locator(".door[data-state=refused]").waitFor({ state: "detached" });
  await page.locator(".door.lit:focus").waitFor();

  // Arrows walk, Space chooses, Enter opens.
  await tabTo(page, /la prochaine/);
  const first = await page.evaluate(() => document.activeElement.id);
  await press("ArrowRight");
  const second = await page.evaluate(() => document.activeElement.id);
  assert.notEqual(second, first, "an arrow walks nowhere");
  await press("Space");
  await page.getByText("1 porte choisie").waitFor();
  await press("ArrowLeft");
  await press("Space");
  await page.getByText("2 portes choisies").waitFor();
  await tabTo(page, /^Personne n’a ouvert/);
  await press("Enter");
  await page.locator(".toast", { hasText: "2 portes" }).waitFor();

  await tabTo(page, /^Porte /);
  await press("Enter");
  await page.locator(".plate").waitFor();
  // A sheet keeps the keys to itself, and Escape closes it.
  await tabTo(page, /^Modifier la porte/);
  await press("Enter");
  await page.locator("#sheet").waitFor();
  for (let n = 0; n < 12; n++) {
    await press("Tab");
    const within = await page.evaluate(
      () => document.activeElement === document.body || !!document.activeElement.closest("#sheet"),
    );
    assert.ok(within, "Tab leaves the sheet for what lies under it");
  }
  await tabTo(page, /^Renommer/);
  await press("Escape");
  await page.locator("#sheet").waitFor({ state: "detached" });
  await tabTo(page, /^On m’a ouvert/);
  await press("Enter");
  await page.getByRole("heading", { name: "Conseils donnés" }).waitFor();
  await tabTo(page, /^Fuite d’eau/);
  await press("Space");
  await tabTo(page, /^Enregistrer/);
  await press("Enter");
  await page.locator(".toast", { hasText: "échange gardé" }).waitFor();
  await amina.send();
  const kept = server.visits().filter((visit) => !visit.withdrawn);
  assert.deepEqual(kept.map((visit) => visit.outcome).sort(), ["absent", "absent", "met"]);
});
