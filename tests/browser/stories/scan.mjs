// The code of a new phone is read by its camera; where there is none, the words are typed.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import encodeQR from "qr";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

const [WIDE, HIGH] = [640, 480];

// What a camera sees that looks at this text as a QR code: one picture, again and again.
function film(t, text) {
  const rows = encodeQR(text, "raw", { border: 4 });
  const scale = Math.floor(HIGH / rows.length);
  const [left, top] = [WIDE, HIGH].map((side) => Math.floor((side - rows.length * scale) / 2));
  const light = Buffer.alloc(WIDE * HIGH, 235);
  rows.forEach((row, y) =>
    row.forEach((isDark, x) => {
      for (let line = 0; isDark && line < scale; line++) {
        const from = (top + y * scale + line) * WIDE + left + x * scale;
        light.fill(16, from, from + scale);
      }
    }),
  );
  const picture = [Buffer.from("FRAME\n"), light, Buffer.alloc((WIDE * HIGH) / 2, 128)];
  const head = Buffer.from(`YUV4MPEG2 W${WIDE} H${HIGH} F10:1 Ip A1:1 C420jpeg\n`);
  const folder = mkdtempSync(join(tmpdir(), "palier-film-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "code.y4m");
  writeFileSync(file, Buffer.concat([head, ...picture, ...picture]));
  return file;
}

const camera = (file) => [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  `--use-file-for-fake-video-capture=${file}`,
];

test("the code on the supervisor's screen is read by the camera, and the PIN is next", async (t) => {
  const server = await Server.start(t);
  const link = `${server.origin}/app/#code=${server.code("Amina B.")}`;
  const phone = await Phone.start(t, server, { args: camera(film(t, link)) });
  const amina = new Hand(phone);
  await amina.button("Scanner le code").tap();
  await amina.choosePin();
  await amina.page.getByRole("heading", { name: /^Bonjour Amina/ }).waitFor();
  const live = () => document.querySelector("video")?.srcObject?.active ?? false;
  assert.equal(await amina.page.evaluate(live), false, "the camera is off");
});

test("a code for another address is not used, and the words are typed instead", async (t) => {
  const server = await Server.start(t);
  const link = "https://elsewhere.example/app/#code=lusab-babad-gutih";
  const phone = await Phone.start(t, server, { args: camera(film(t, link)) });
  const amina = new Hand(phone);
  await amina.button("Scanner le code").tap();
  await amina.page.getByText("Ce n’est pas un code pour cette adresse.").waitFor();
  await amina.button("Taper les mots").tap();
  await amina.enrol(server.code("Amina B."));
});

test("who refuses the camera types the words", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server, { args: ["--deny-permission-prompts"] });
  const amina = new Hand(phone);
  await amina.button("Scanner le code").tap();
  await amina.page.getByText(/Tapez les mots/).waitFor();
  await amina.button("Taper les mots").tap();
  await amina.enrol(server.code("Amina B."));
});
