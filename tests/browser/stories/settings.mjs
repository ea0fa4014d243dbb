// How a person wants the app: language, letters, colours, PIN; and the lock that falls by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Hand, PIN } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

const OTHER = "861302";

async function begin(t) {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  return { server, phone, amina };
}

test("language, letters and colours change at once and stay", async (t) => {
  const { amina } = await begin(t);
  const { page } = amina;
  const root = () =>
    page.evaluate(() => {
      const { lang, dir, dataset } = document.documentElement;
      return { lang, dir, size: dataset.size, theme: dataset.theme };
    });
  await page.getByRole("link", { name: "Réglages" }).tap();
  await amina.button(/^150/).tap();
  await amina.button("Sombre").tap();
  await amina.button("العربية").tap();
  await page.getByRole("heading", { name: "الإعدادات" }).waitFor();
  assert.deepEqual(await root(), { lang: "ar", dir: "rtl", size: "150", theme: "dark" });
  await page.reload();
  await page.locator(".keys").waitFor();
  assert.deepEqual(await root(), { lang: "ar", dir: "rtl", size: "150", theme: "dark" });
});

test("a PIN is changed by who knows it, and the lock takes the new one alone", async (t) => {
  const { amina } = await begin(t);
  const { page } = amina;
  const from = async (old) => {
    await page.getByRole("heading", { name: "Votre code actuel" }).waitFor();
    await amina.typePin(old);
    await amina.button("Continuer").tap();
  };
  await page.getByRole("link", { name: "Réglages" }).tap();
  await page.getByRole("link", { name: "Changer le code secret" }).tap();
  await from("135792");
  await amina.choosePin(OTHER);
  await page.getByText("Ce n’est pas ce code.").waitFor();
  await from(PIN);
  await amina.choosePin(OTHER);
  await page.locator(".toast", { hasText: "Votre code est changé." }).waitFor();
  await amina.button("Fermer maintenant").tap();
  await page.getByRole("heading", { name: "Votre code" }).waitFor();
  await amina.typePin(PIN);
  await amina.button("Ouvrir").tap();
  await page.getByText("Ce n’est pas ce code.").waitFor();
  await amina.unlock(OTHER);
  await page.getByRole("heading", { name: "Réglages" }).waitFor();
});

test("an app that nobody touches locks itself, and what was being typed is there again", async (t) => {
  const { amina } = await begin(t);
  // The clock of the page, which counts the idle minutes; the store's stays what it is.
  await amina.page.clock.install();
  await amina.page.reload();
  await amina.unlock();
  await amina.toNextDoor();
  await amina.button(/^On m’a ouvert/).tap();
  await amina.page.locator("#note").fill("Fuite sous l’évier.");
  await amina.page.clock.fastForward("06:00");
  await amina.page.getByRole("heading", { name: "Votre code" }).waitFor();
  assert.equal(await amina.page.getByText("Fuite").count(), 0, "the lock shows work");
  await amina.unlock();
  assert.equal(await amina.page.locator("#note").inputValue(), "Fuite sous l’évier.");
});

test("what is kept and why can be read aloud, and this phone tells about itself", async (t) => {
  const { amina } = await begin(t);
  const { page } = amina;
  await page.getByRole("link", { name: "Réglages" }).tap();
  await page.getByRole("link", { name: /^Vos données/ }).tap();
  for (const words of ["Combien de temps", "Vos droits", "Palier ne lit jamais votre position."]) {
    await page.getByText(words).waitFor();
  }
  await amina.button("Retour").tap();
  await page.getByRole("link", { name: "Ce téléphone", exact: true }).tap();
  await page.getByText("Amina B.").waitFor();
  await page.getByText("Ferme tout seul après").waitFor();
});
