// From the first screen to every other by taps alone, as a neighbor goes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

test("every screen is found by tapping, and a correction reaches the desk", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  const { page } = amina;
  const title = (name) => page.getByRole("heading", { name }).first().waitFor();
  const back = () => amina.button("Retour").tap();
  await amina.toNextDoor();
  await amina.talk({ theme: "Chauffage", note: "Radiateur froid." });
  await amina.today();

  await page.getByRole("link", { name: "Voir la mission" }).first().tap();
  await title("Services à conseiller");
  await page.locator(".fold summary").first().tap();
  for (const fact of ["Pour qui", "Où", "Quand", "Téléphone", "Papiers à apporter"]) {
    await page.locator(".fold[open]").getByText(fact, { exact: true }).waitFor();
  }
  await page.getByText("Votre travail").waitFor();
  await page.locator("a.row[href*='/buildings/']").first().tap();
  await page.locator(".door[data-state=met]").first().tap();
  await page.getByText("Déjà passé ici").waitFor();
  await page.getByRole("link", { name: "Voir tout" }).tap();
  await title(/^Visites, porte/);
  await page.getByText("Radiateur froid.").waitFor();
  await back();
  await page.locator(".plate").waitFor();
  await back();
  await page.locator(".stair").waitFor();
  await back();
  await title("Services à conseiller");

  const tab = (name) => page.getByRole("navigation").getByRole("link", { name }).tap();
  await tab("Aujourd’hui");
  await title(/^Bonjour/);
  await tab("Portes");
  await page.locator("a.row").first().waitFor();
  await tab("Mes visites");
  await title("Mes visites");
  await amina.button(/^Tout/).tap();
  await page.locator("a.row").first().tap();
  await title("Corriger la visite");
  await page.locator("#note").fill("Radiateur froid dans deux pièces.");
  await amina.button("Garder la correction").tap();
  await page.locator(".toast", { hasText: "Correction gardée" }).waitFor();
  await tab("Envoi");
  await title("Est-ce que tout est là ?");
  await amina.send();
  assert.equal(server.visits()[0].note, "Radiateur froid dans deux pièces.");
  await amina.button("Copie").tap();
  await title("Copie de secours");
  await amina.button("Fermer").tap();
  await page.locator("#sheet").waitFor({ state: "detached" });
  await back();

  await tab("Aujourd’hui");
  await page.getByRole("link", { name: "Réglages" }).tap();
  for (const name of [/^Changer le code/, /^Ce téléphone/, /^Vos données/, /^Quitter ce/]) {
    await page.getByRole("link", { name }).tap();
    await page.locator("#title").waitFor();
    await back();
    await title("Réglages");
  }
});
