// Photographs: of a poster, chosen without a network, made small and bare of where it was taken, seen by
// the team and the desk; and a picture that the desk puts on a card.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { looksGood } from "../harness/axe.mjs";
import { Desk } from "../harness/desk.mjs";
import { Hand } from "../harness/hand.mjs";
import { Neighbor } from "../harness/neighbor.mjs";
import { Phone } from "../harness/phone.mjs";
import { wear } from "../harness/screens.mjs";
import { Server } from "../harness/server.mjs";

const SECRET = "48.58392,7.74553";

// What a camera takes: on its side, with a segment that says so and tells the place, too.
async function photograph(page, width, height) {
  const drawn = await page.evaluate(
    ([width, height]) => {
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [width, height];
      const brush = canvas.getContext("2d");
      brush.fillStyle = "#0e4636";
      brush.fillRect(0, 0, width, height);
      brush.fillStyle = "#ffc42e";
      brush.fillRect(width / 4, height / 4, width / 2, height / 3);
      return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
    },
    [width, height],
  );
  const bytes = Buffer.from(drawn, "base64");
  const u16 = (...numbers) => Buffer.from(numbers.flatMap((n) => [n >> 8, n & 255]));
  const turned = u16(1, 0x0112, 3, 0, 1, 6, 0, 0, 0);
  const tiff = Buffer.concat([Buffer.from("MM"), u16(42, 0, 8), turned, Buffer.from(SECRET)]);
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  const segment = Buffer.concat([u16(0xffe1, exif.length + 2), exif]);
  return Buffer.concat([bytes.subarray(0, 2), segment, bytes.subarray(2)]);
}

// As wide and high as it is drawn from its own bytes.
const drawn = (photo) =>
  photo.evaluate(async (photo) => {
    await photo.decode();
    return [photo.naturalWidth, photo.naturalHeight];
  });

test("a photograph is shown without a network, small and bare, and the team sees it", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "palier-pictures-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  const { page } = amina;
  const moussa = Neighbor.enrol(t, server, "Moussa K.");
  const mission = server.missionOf("Amina", "Moussa");
  const photo = await photograph(page, 2400, 1800);
  assert.ok(photo.includes(SECRET));

  await phone.offline(true);
  await amina.go(`/read/${mission}/exchange`);
  const field = page.locator("#photo");
  await field.waitFor({ state: "attached" });
  await looksGood(page);
  const file = (name, mimeType, buffer) => field.setInputFiles({ name, mimeType, buffer });
  await file("notes.txt", "image/jpeg", Buffer.from("no picture"));
  await page.getByText("Cette photo ne peut pas être lue.").waitFor();
  await looksGood(page);
  await file("affiche.jpg", "image/jpeg", photo);
  const chosen = page.getByRole("img", { name: "La photo choisie" });
  await chosen.waitFor();
  assert.deepEqual(await drawn(chosen), [1200, 1600], "upright, and small");
  await looksGood(page);
  await amina.button("Retirer la photo").tap();
  await chosen.waitFor({ state: "detached" });
  await file("affiche.jpg", "image/jpeg", photo);
  await chosen.waitFor();
  await page.locator("#say-0").fill("L’affiche est dans le hall du 12.");
  await amina.button("Envoyer").tap();
  const shown = page.locator(".said img.photo");
  await shown.waitFor();
  assert.deepEqual(await drawn(shown), [1200, 1600]);
  await chosen.waitFor({ state: "detached" });
  await looksGood(page);
  await amina.today();
  await page.getByText(/à envoyer/).first().waitFor();

  await phone.offline(false);
  await amina.send();
  moussa.sync();
  const [{ hash, is_here }] = moussa.run("exchange", mission).pictures;
  assert.ok(is_here);
  const copy = join(folder, "affiche.jpg");
  moussa.run("picture", hash, copy);
  const bytes = readFileSync(copy);
  assert.ok(bytes.length < photo.length * 4 && bytes.length > 1000);
  for (const told of ["Exif", SECRET]) assert.ok(!bytes.includes(told), `it tells ${told}`);

  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open(`/desk/missions/${mission}/exchange`);
  const seen = sonia.page.getByRole("img", { name: "Photo montrée par Amina B." });
  assert.deepEqual(await drawn(seen), [1200, 1600]);
  await sonia.looksGoodAnyway();

  // What a colleague shows is seen in Arabic, too, and after a restart without a network.
  moussa.run("exchange", mission, "--say", "Et celle du 14.", "--picture", copy);
  moussa.sync();
  await amina.send();
  await wear(phone, { language: "ar" });
  await phone.offline(true);
  await amina.go(`/read/${mission}/exchange`);
  const both = page.locator(".said img.photo");
  await both.nth(1).waitFor();
  for (const one of await both.all()) assert.deepEqual((await drawn(one))[1] > 0, true);
  await looksGood(page);
  await phone.offline(false);
  await wear(phone, { language: "fr" });

  // Taken out at the desk, it is gone everywhere.
  await sonia.open(`/desk/missions/${mission}/exchange`);
  const post = sonia.page.locator(".posts > li", { hasText: "hall du 12" });
  await post.locator("summary", { hasText: "Retirer" }).click();
  await post.locator("details[open] form button").click();
  await sonia.page.waitForURL("**done=saved");
  assert.equal(await sonia.page.locator(".posts img").count(), 1);
  await amina.send();
  await amina.go(`/read/${mission}/exchange`);
  await both.first().waitFor();
  assert.equal(await both.count(), 1);
  const held = server.rows("SELECT count(DISTINCT hash) AS held FROM picture_piece");
  assert.deepEqual(held, [{ held: 1 }]);
});

test("a picture on a card is put there at the desk, and learned from without a network", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  const { page } = amina;
  const mission = server.missionOf("Amina");
  const card = ["mission", "card", "--mission", mission, "--title", "Le chèque énergie"];
  server.run(...card, "--text", "Il arrive par la poste.");
  const [{ id }] = server.rows("SELECT id FROM card WHERE title = 'Le chèque énergie'");

  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open(`/desk/missions/${mission}/cards/${id}`);
  await sonia.looksGoodAnyway();
  const add = sonia.page.getByRole("button", { name: "Ajouter l’image" });
  await add.click();
  await sonia.says("Choisissez un fichier qui n’est pas vide.");
  await sonia.looksGoodAnyway();
  const photo = await photograph(page, 1200, 900);
  const file = { name: "enveloppe.jpg", mimeType: "image/jpeg", buffer: photo };
  await sonia.page.getByLabel(/^L’image/).setInputFiles(file);
  await sonia.page.getByLabel(/^Ce que l’on voit/).fill("L’enveloppe du chèque énergie");
  await add.click();
  await sonia.page.waitForURL("**done=saved");
  const seen = sonia.page.getByRole("img", { name: "L’enveloppe du chèque énergie" });
  assert.deepEqual(await drawn(seen), [900, 1200]);
  await sonia.looksGoodAnyway();

  await amina.send();
  await phone.offline(true);
  await amina.go(`/read/${mission}/${id}`);
  const learned = page.getByRole("img", { name: "L’enveloppe du chèque énergie" });
  await learned.waitFor();
  assert.deepEqual(await drawn(learned), [900, 1200]);
  await looksGood(page);
  await phone.offline(false);
  await sonia.page.getByRole("button", { name: /^Retirer l’image/ }).click();
  await sonia.page.waitForURL("**done=saved");
  await amina.send();
  await amina.go(`/read/${mission}/${id}`);
  await page.getByText("Il arrive par la poste.").waitFor();
  await learned.waitFor({ state: "detached" });
});
