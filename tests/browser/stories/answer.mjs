// What comes back to a neighbor: a question about a visit, another value than one's own, and the end
// of the work on this phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { correctedTwice, returned } from "../harness/screens.mjs";
import { Server } from "../harness/server.mjs";

test("a returned visit is seen on the first screen, answered, and comes back approved", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.talk({ theme: "Fuite d’eau", note: "Fuite chez elle." });
  await amina.send();
  const question = "C’est dans la cuisine ou dans la salle de bains ?";
  const sonia = await returned(t, server, "Fuite chez elle", question);
  await amina.send();
  await amina.today();
  await amina.page.getByRole("link", { name: /1 visite à corriger/ }).tap();
  await amina.page.getByText("Votre responsable demande").waitFor();
  await amina.page.getByText(question).waitFor();
  await amina.button("Dans la salle de bains").tap();
  assert.equal(await amina.page.locator("textarea").inputValue(), "Dans la salle de bains");

  // What the first screen tells of an answer or a correction has been kept.
  const unfinished = (what) => amina.page.getByRole("link", { name: new RegExp(`${what} à finir`) });
  await amina.today();
  await unfinished("Réponse").waitFor();
  await amina.go("/visits");
  await amina.page.getByRole("link", { name: "Corriger" }).tap();
  await amina.page.locator("#note").fill("Fuite chez elle, au lavabo.");
  await amina.today();
  await unfinished("Correction").waitFor();
  await phone.kill();
  await phone.open();
  await amina.unlock();
  await amina.today();
  await unfinished("Correction").tap();
  assert.equal(await amina.page.locator("#note").inputValue(), "Fuite chez elle, au lavabo.");
  await amina.button("Effacer ces changements").tap();
  await amina.page.locator(".toast", { hasText: "Changements effacés" }).waitFor();
  await amina.today();
  assert.equal(await unfinished("Correction").count(), 0);
  await unfinished("Réponse").tap();
  assert.equal(await amina.page.locator("textarea").inputValue(), "Dans la salle de bains");
  await amina.button("Renvoyer").tap();
  await amina.page.getByText("Votre réponse est gardée.").waitFor();
  await amina.today();
  assert.equal(await amina.page.getByText("à corriger").count(), 0, "what was answered still asks");
  await amina.send();

  await sonia.open("/desk/review?state=returned");
  const queued = sonia.page.locator("[data-queue] li", { hasText: "Fuite chez elle" });
  await queued.locator("a").first().click();
  await sonia.says("Dans la salle de bains");
  await sonia.page.keyboard.press("a");
  await sonia.says("1 visite approuvée.");
  await amina.send();
  await amina.go("/visits");
  await amina.page.locator("a.row", { hasText: "Relue" }).waitFor();
});

test("what was written twice is told with both values, and one's own is put back", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.talk({ note: "Fuite." });
  await amina.send();
  const [visit] = server.rows("SELECT id, feed, door FROM visit");
  await correctedTwice(t, phone, amina, server, visit, visit.feed.split("/")[1]);
  await amina.send();
  await amina.today();
  await amina.page.getByRole("link", { name: /1 réponse écrite deux fois/ }).tap();
  await amina.page.getByText("Fuite au lavabo.").waitFor();
  await amina.page.getByText("Fuite sous l’évier de la cuisine.").waitFor();
  await amina.button("Remettre le mien").tap();
  await amina.page.locator(".both").waitFor({ state: "detached" });
  await amina.send();
  assert.equal(server.visits()[0].note, "Fuite sous l’évier de la cuisine.");
});

test("a phone is emptied only once nothing is lost by it, and serves the next person", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.keep("Refus");
  await phone.offline(true);
  await amina.toNextDoor();
  await amina.keep("Personne n’a ouvert");
  await amina.go("/settings/leave");
  await amina.page.getByText("Aller à l’envoi").waitFor();
  assert.equal(await amina.button("Vider ce téléphone").count(), 0, "work could be lost");
  const file = amina.page.waitForEvent("download");
  await amina.button("Copie").tap();
  await amina.button("Faire la copie").tap();
  await file;
  await amina.button("Vider ce téléphone").tap();
  await amina.page.getByText(/La copie seule garde \d+ changements?/).waitFor();
  await amina.button("Oui, tout vider").tap();
  await amina.page.getByRole("heading", { name: "Bienvenue" }).waitFor();

  await phone.offline(false);
  await phone.page.reload();
  await amina.page.getByRole("heading", { name: "Bienvenue" }).waitFor();
  const moussa = new Hand(phone);
  await moussa.enrol(server.code("Moussa K."), "861302");
  await phone.page.reload();
  await moussa.unlock("861302");
  assert.equal(await moussa.made(), 0, "the next person has visits of the one before");
});

test("the details of a service are read while one talks, and the draft stays", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.toNextDoor();
  await amina.button(/^On m’a ouvert/).tap();
  await amina.page.locator("#note").fill("Demande une mutuelle.");
  await amina.button(/^Complémentaire santé solidaire.: ce qu’il faut savoir/).tap();
  for (const fact of ["Pour qui", "Où", "Quand", "Téléphone", "Papiers à apporter"]) {
    await amina.page.locator("#sheet").getByText(fact, { exact: true }).waitFor();
  }
  await amina.button("Je l’ai conseillé").tap();
  await amina.page.locator("#sheet").waitFor({ state: "detached" });
  assert.equal(await amina.page.locator("#note").inputValue(), "Demande une mutuelle.");
  await amina.page.getByRole("radio", { name: "Rendez-vous" }).tap();
  await amina.button("Demain").tap();
  await amina.button(/^Enregistrer/).tap();
  await amina.page.getByText("Demandez son accord").waitFor();
  await amina.page.getByRole("switch", { name: /à ce rendez-vous/ }).tap();
  await amina.button(/^Enregistrer/).tap();
  await amina.page.locator(".toast", { hasText: "échange gardé" }).waitFor();
  await amina.send();
  const [kept] = server.rows("SELECT informed, consent FROM visit");
  assert.deepEqual(kept, { informed: 0, consent: 0 }, "consent to a day is taken for another one");
  const [agreed] = server.rows("SELECT sort, consent FROM appointment");
  assert.deepEqual(agreed, { sort: "revisit", consent: 1 });
});
