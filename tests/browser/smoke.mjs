// Drives a phone in headless Chromium against a real server, and prints one line of JSON.
//
// The page and the server's verbs come from one address, as they will for the app: a small server
// here gives out this folder and hands everything else on. Arguments: SERVER CODE PKG CHROMIUM.
import assert from "node:assert/strict";
import { createReadStream } from "node:fs";
import { createServer, request } from "node:http";
import { randomBytes } from "node:crypto";
import { extname, join } from "node:path";
import { chromium } from "playwright-core";

const [server, code, pkg, executablePath] = process.argv.slice(2);
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

const front = createServer((asked, answer) => {
  const { pathname } = new URL(asked.url, "http://front");
  if (pathname.startsWith("/api/")) {
    const { method, headers } = asked;
    const onward = request(`${server}${pathname}`, { method, headers }, (answered) => {
      answer.writeHead(answered.statusCode, answered.headers);
      answered.pipe(answer);
    });
    onward.on("error", () => answer.writeHead(502).end());
    asked.pipe(onward);
    return;
  }
  const name = pathname === "/" ? "index.html" : pathname.slice(1);
  const file = name.startsWith("pkg/") ? join(pkg, name.slice(4)) : join(import.meta.dirname, name);
  answer.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
  createReadStream(file).on("error", () => answer.writeHead(404).end()).pipe(answer);
});
await new Promise((listening) => front.listen(0, "127.0.0.1", listening));
const address = `http://127.0.0.1:${front.address().port}/`;

const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`page: ${error.message}`));
  page.on("console", (said) => console.error(`page: ${said.text()}`));
  const load = async () => {
    await page.goto(address);
    await page.waitForFunction("window.ask !== undefined");
  };
  const ask = (...given) => page.evaluate((given) => window.ask(...given), given);

  const key = randomBytes(32).toString("hex");
  const note = "Radiateur froid dans la chambre, fenêtre à refaire.";
  await load();
  await ask("open", key);
  const name = await ask("enrol", code);
  await ask("sync");
  const doors = await ask("count", "door");
  assert.ok(doors > 0, "no doors came");
  const visit = await ask("visit", note);
  assert.equal(await ask("waiting"), 1);

  // The app is gone before it could sync; what was saved is there.
  await load();
  await ask("open", key);
  assert.equal(await ask("waiting"), 1);
  assert.equal(JSON.parse(await ask("read", visit)).note, note);
  assert.equal(await ask("sync"), 1);
  assert.equal(await ask("waiting"), 0);

  // And once more, after the server has it.
  await load();
  await ask("open", key);
  assert.equal(JSON.parse(await ask("read", visit)).note, note);
  assert.equal(await ask("count", "door"), doors);
  assert.equal(await ask("sync"), 0);

  await page.evaluate(() => window.stop());
  const kept = await page.evaluate(() => window.kept());
  const bytes = kept.reduce((sum, file) => sum + file.length, 0);
  // The pool writes the name of the database before it, unencrypted: so these are its files.
  assert.ok(kept.some((file) => file.includes("phone.db")), "the store was not looked at");
  assert.ok(bytes > 50_000, `the origin keeps only ${bytes} bytes`);
  for (const word of ["SQLite format", "Radiateur", "chambre", "fields", "visit", "CREATE TABLE"]) {
    assert.ok(kept.every((file) => !file.includes(word)), `${word} stands in the clear`);
  }

  // Another key opens nothing.
  await load();
  await assert.rejects(ask("open", randomBytes(32).toString("hex")), /not a database/);
  console.log(JSON.stringify({ name, doors, visit, note, bytes, chromium: browser.version() }));
} finally {
  await browser.close();
  front.closeAllConnections();
  front.close();
}
