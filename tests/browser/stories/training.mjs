// The loop of a mission: cards written at the desk and read without a network, the doors that open then,
// a card that is refreshed, the message worded together, and one's own year.
import assert from "node:assert/strict";
import { test } from "node:test";
import { looksGood } from "../harness/axe.mjs";
import { Desk } from "../harness/desk.mjs";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { wear } from "../harness/screens.mjs";
import { Server } from "../harness/server.mjs";

const TEXT = "# Qui y a droit\n\nLes foyers **modestes**, sans demande.\n\n- un avis d’impôt\n- une facture";

// Amina's mission, by its id.
const missionOf = (server) =>
  server.rows(
    "SELECT substr(assignment.feed, 9) id FROM assignment WHERE name LIKE 'Amina%' ORDER BY assignment.feed LIMIT 1",
  )[0].id;

async function writeCard(sonia, at) {
  await sonia.open(`${at}/training`);
  await sonia.looksGood();
  await sonia.page.getByRole("link", { name: "Ajouter une fiche" }).click();
  await sonia.page.fill("#title", "Le chèque énergie");
  await sonia.page.fill("#text", "Un <b>mot</b>");
  await sonia.page.getByRole("button", { name: "Enregistrer" }).click();
  await sonia.says("le HTML reste dehors");
  await sonia.looksGood();
  await sonia.page.fill("#text", TEXT);
  await sonia.page.getByRole("button", { name: "Voir comme au téléphone" }).click();
  await sonia.page.locator(".text strong", { hasText: "modestes" }).waitFor();
  await sonia.looksGood();
  await sonia.page.getByRole("button", { name: "Enregistrer" }).click();
  await sonia.page.waitForURL("**done=saved");
  await sonia.page.fill("#ask", "Faut-il une demande ?");
  await sonia.page.fill("#choices", "Oui\nNon");
  await sonia.page.fill("#correct", "2");
  await sonia.page.fill("#why", "Il arrive par la poste.");
  await sonia.page.getByRole("button", { name: "Garder la question" }).click();
  await sonia.page.waitForURL("**done=saved");
  await sonia.says("Faut-il une demande ?");
  await sonia.looksGood();
  return new URL(sonia.page.url()).pathname;
}

test("cards are written, read without a network, open the doors, and show what changed", async (t) => {
  const server = await Server.start(t);
  const mission = missionOf(server);
  const at = `/desk/missions/${mission}`;
  const sonia = await Desk.start(t, server, "Sonia M.");
  const card = await writeCard(sonia, at);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.page.getByText(/Encore une fiche à lire/).first().waitFor();

  await phone.offline(true);
  await amina.go(`/missions/${mission}`);
  await amina.page.getByRole("link", { name: /Le chèque énergie/ }).waitFor();
  assert.equal(await amina.page.locator("a.row[href*='/buildings/']").count(), 0, "doors are shown");
  await looksGood(amina.page);
  await amina.page.getByRole("link", { name: /Le chèque énergie/ }).tap();
  await amina.page.locator(".blocks b", { hasText: "modestes" }).waitFor();
  await looksGood(amina.page);
  await amina.button("J’ai lu").tap();
  await amina.page.getByText("Répondez d’abord aux questions.").waitFor();
  await amina.button("Oui").tap();
  await amina.page.getByText("La bonne réponse").waitFor();
  await amina.page.getByText("Il arrive par la poste.").waitFor();
  await amina.button("Non").tap();
  await amina.page.getByText("C’est juste.").waitFor();
  await looksGood(amina.page);
  await amina.button("J’ai lu").tap();
  await amina.page.locator("a.row[href*='/buildings/']").first().waitFor();
  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await phone.offline(false);
  await amina.send();
  const [learned] = server.rows(
    "SELECT done, choice FROM reading JOIN quiz_answer ON quiz_answer.author = reading.author",
  );
  assert.deepEqual(learned, { done: 1, choice: 2 });
  await sonia.open(`${at}/training`);
  await sonia.says("1 / 1");

  await sonia.open(card);
  await sonia.page.fill("#text", `${TEXT}\n\nEt aussi par internet.`);
  await sonia.page.getByRole("button", { name: "Enregistrer" }).click();
  await sonia.page.waitForURL("**done=saved");
  await amina.send();
  await amina.go(`/missions/${mission}`);
  await amina.page.getByText("A changé depuis votre lecture").first().waitFor();
  assert.ok((await amina.page.locator("a.row[href*='/buildings/']").count()) > 0, "doors closed again");
  await amina.page.getByRole("link", { name: /Le chèque énergie/ }).tap();
  await amina.page.locator("ins", { hasText: "Et aussi par internet." }).waitFor();
  assert.equal(await amina.page.locator("ins").count(), 1, "what did not change is marked");
  await looksGood(amina.page);

  // The same in Arabic, from right to left.
  await wear(phone, { language: "ar" });
  await amina.go(`/missions/${mission}`);
  await amina.page.getByRole("link", { name: /Le chèque énergie/ }).tap();
  await amina.page.locator("ins").waitFor();
  assert.equal(await amina.page.locator("html").getAttribute("dir"), "rtl");
  await looksGood(amina.page);
  await amina.page.locator(".dado button").tap();
  await amina.page.locator("a.row[href*='/buildings/']").first().waitFor();
  await amina.go(`/read/${mission}/message`);
  await amina.page.locator("#say-0").waitFor();
  await looksGood(amina.page);
  await amina.go("/read/-/year");
  await amina.page.locator(".counts").waitFor();
  await looksGood(amina.page);
});

test("the message is commented, proposed anew, and the version that was taken shows what changed", async (t) => {
  const server = await Server.start(t);
  const mission = missionOf(server);
  const at = `/desk/missions/${mission}/message`;
  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open(at);
  await sonia.page.fill("#text", "Bonjour.\n\nNous passons.");
  await sonia.page.getByRole("button", { name: "Mettre en vigueur" }).click();
  await sonia.page.waitForURL("**done=saved");
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await phone.offline(true);
  await amina.go(`/missions/${mission}`);
  await amina.page.getByRole("link", { name: "Lire et donner son avis" }).tap();
  await amina.button("J’ai lu").tap();
  await amina.page.getByText("C’est noté.").waitFor();
  await amina.page.locator("#say-0").fill("Trop court.");
  await amina.button("Envoyer").tap();
  await amina.page.locator(".said", { hasText: "Trop court." }).waitFor();
  await amina.button("Proposer d’autres mots").tap();
  assert.equal(await amina.page.locator("#say-0").inputValue(), "Bonjour.\n\nNous passons.");
  await amina.page.locator("#say-0").fill("Bonjour.\n\nNous passons mardi.");
  await amina.button("Envoyer").tap();
  await amina.page.locator(".said ins", { hasText: "Nous passons mardi." }).waitFor();
  await looksGood(amina.page);
  await phone.offline(false);
  await amina.send();

  await sonia.open(at);
  await sonia.says("Trop court.");
  await sonia.page.locator("ins", { hasText: "Nous passons mardi." }).waitFor();
  await sonia.looksGood();
  await sonia.page.getByRole("button", { name: /^Prendre cette proposition : Amina/ }).click();
  await sonia.page.waitForURL("**done=saved");
  await sonia.says("proposée par l’équipe");
  await sonia.looksGood();
  await amina.send();
  await amina.go(`/read/${mission}/message`);
  await amina.page.locator(".card ins", { hasText: "Nous passons mardi." }).waitFor();
  await amina.page.getByText("Version 3").waitFor();
  await amina.button("J’ai lu").tap();
  await amina.page.locator(".card ins").waitFor({ state: "detached" });

  // The end of it, in Amina's words, and what is made of them.
  await amina.go(`/read/${mission}/debrief`);
  await amina.page.locator("#say-0").fill("Venir le soir.");
  await amina.button("Envoyer").tap();
  await amina.page.getByText("C’est gardé, et part au prochain contact.").waitFor();
  await looksGood(amina.page);
  await amina.send();
  await sonia.open(`/desk/missions/${mission}/debrief`);
  await sonia.says("Venir le soir.");
  await sonia.page.fill("#text", "Le soir, on ouvre.");
  await sonia.page.getByRole("button", { name: "Enregistrer" }).click();
  await sonia.page.waitForURL("**done=saved");
  await sonia.looksGood();
});
