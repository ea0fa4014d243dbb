// What a team tells itself: written in a stairwell without a network, in French and in Arabic, thanked
// for, replied to, pinned and taken out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { looksGood } from "../harness/axe.mjs";
import { Desk } from "../harness/desk.mjs";
import { Hand } from "../harness/hand.mjs";
import { Neighbor } from "../harness/neighbor.mjs";
import { Phone } from "../harness/phone.mjs";
import { wear } from "../harness/screens.mjs";
import { Server } from "../harness/server.mjs";

const said = (page, words) => page.locator(".said", { hasText: words });

test("a tip is written without a network, thanked for, pinned, and taken out with its replies", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  const { page } = amina;
  const moussa = Neighbor.enrol(t, server, "Moussa K.");
  const mission = server.missionOf("Amina", "Moussa");
  const at = `/desk/missions/${mission}/exchange`;
  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open(`/desk/missions/${mission}`);
  await sonia.page.getByRole("link", { name: "Échanges" }).click();
  await sonia.says("Personne n’a encore rien écrit.");
  await sonia.looksGoodAnyway();

  await phone.offline(true);
  await amina.go(`/missions/${mission}`);
  await page.getByRole("link", { name: /^Échanges de l’équipe/ }).tap();
  await page.getByText("Personne n’a encore rien écrit.").waitFor();
  await looksGood(page);
  await amina.button("Envoyer").tap();
  await page.getByText("Écrivez d’abord quelques mots.").waitFor();
  // What does not belong here is told before it is sent.
  await page.locator("#say-0").fill("Au 12, elle est malade.");
  await page.locator(".guard").waitFor();
  await looksGood(page);
  await page.locator("#say-0").fill("Venir à 18 h :\non m’ouvre deux fois sur trois.");
  await page.locator(".guard").waitFor({ state: "detached" });
  // What is typed is there again when the app is.
  await amina.go(`/missions/${mission}`);
  await page.reload();
  await amina.unlock();
  await amina.go(`/read/${mission}/exchange`);
  assert.equal(
    await page.locator("#say-0").inputValue(),
    "Venir à 18 h :\non m’ouvre deux fois sur trois.",
  );
  await amina.button("Envoyer").tap();
  await said(page, "on m’ouvre deux fois sur trois.").waitFor();
  assert.equal(await page.locator("#say-0").inputValue(), "");
  await phone.offline(false);
  await amina.send();

  moussa.sync();
  const [{ id }] = moussa.run("exchange", mission).posts;
  moussa.run("exchange", mission, "--thank", id);
  moussa.run("exchange", mission, "--say", "Ou le samedi matin.", "--to", id);
  moussa.run("exchange", mission, "--say", "Sonner deux fois.");
  moussa.sync();
  await sonia.open(at);
  await sonia.says("1 merci");
  await sonia.looksGoodAnyway();
  await sonia.page.getByRole("button", { name: /^Épingler l’échange de Amina/ }).click();
  await sonia.page.waitForURL("**done=saved");
  await sonia.page.locator("summary", { hasText: "Répondre" }).first().click();
  await sonia.looksGoodAnyway();
  await sonia.page.getByLabel("Votre réponse").first().fill("Merci à vous deux.");
  await sonia.page.locator(".reply[open] button").click();
  await sonia.page.waitForURL("**done=saved");
  await sonia.page.fill("#text", " ");
  await sonia.page.getByRole("button", { name: "Envoyer à l’équipe" }).click();
  await sonia.says("Remplissez ce champ.");

  // What is new is told on the first screen until it was read.
  await amina.send();
  await amina.today();
  const fresh = page.getByRole("link", { name: /Sonner deux fois/ });
  await fresh.waitFor();
  await looksGood(page);
  await fresh.tap();
  await page.getByText("1 personne vous dit merci.").waitFor();
  await amina.today();
  await fresh.waitFor({ state: "detached" });
  await amina.go(`/read/${mission}/exchange`);
  await page.getByText("1 personne vous dit merci.").waitFor();
  await page.getByText("À lire d’abord").waitFor();
  assert.match(await page.locator(".said").first().innerText(), /^Vous avez écrit/);
  assert.equal(await page.locator('.said[data-reply="true"]').count(), 2);
  await looksGood(page);
  const tip = said(page, "Sonner deux fois.");
  await tip.getByRole("button", { name: "Merci" }).tap();
  await tip.getByRole("button", { name: "Merci · 1", pressed: true }).waitFor();

  // The same in Arabic, from right to left, without a network.
  await phone.offline(true);
  await wear(phone, { language: "ar" });
  await amina.go(`/read/${mission}/exchange`);
  const pressed = tip.locator("button[aria-pressed=true]");
  await pressed.waitFor();
  assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
  await looksGood(page);
  await tip.locator("button").nth(1).tap();
  assert.equal(await page.evaluate(() => document.activeElement.id), "say-0");
  await page.locator("#say-0").fill("صحيح، مرتان.");
  await page.locator(".actions .btn.main").tap();
  await page.locator('.said[data-reply="true"]', { hasText: "صحيح" }).waitFor();
  await pressed.tap();
  await pressed.waitFor({ state: "detached" });
  // One's own is taken out, put back by the same hand, and taken out for good.
  const own = said(page, "on m’ouvre deux fois sur trois.");
  for (const back of [true, false]) {
    await own.locator("button").first().tap();
    await own.waitFor({ state: "detached" });
    if (!back) break;
    await page.locator(".toast button").tap();
    await own.waitFor();
  }
  await phone.offline(false);
  await wear(phone, { language: "fr" });
  await amina.send();
  moussa.sync();
  const left = moussa.run("exchange", mission).posts.map(({ text, thanks }) => [text, thanks]);
  assert.deepEqual(left, [
    ["Sonner deux fois.", 0],
    ["صحيح، مرتان.", 0],
  ]);

  await sonia.open(at);
  await sonia.says("صحيح، مرتان.");
  const reply = sonia.page.locator(".said .said li", { hasText: "صحيح" });
  await reply.locator("summary").click();
  await sonia.looksGood();
  await reply.locator("form button").click();
  await sonia.page.waitForURL("**done=saved");
  moussa.sync();
  assert.equal(moussa.run("exchange", mission).posts.length, 1);
});
