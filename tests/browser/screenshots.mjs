// A picture of every screen, by day and by night, in French and in Arabic:
// `node screenshots.mjs FOLDER [WIDTHxHEIGHT]`. `cargo xtask screenshots` builds and calls this.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Phone } from "./harness/phone.mjs";
import { CLOSED, LOCKED, OPEN, morning, show, wear, welcome } from "./harness/screens.mjs";
import { Server } from "./harness/server.mjs";

const [folder, size = "360x740"] = process.argv.slice(2);
const [width, height] = size.split("x").map(Number);
const ends = [];
const t = { after: (end) => ends.unshift(end) };

async function shoot(page, name, language) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    // Nothing that just opened has the frame of the focus, and no letters are half drawn.
    await page.evaluate(() => document.activeElement?.blur());
    await page.evaluate(() => document.fonts.ready);
    const path = join(folder, `${name}-${language}-${colorScheme}.png`);
    await page.screenshot({ path, animations: "disabled", caret: "hide", scale: "css" });
  }
}

// A second tab, which is told where the app is open.
async function elsewhere(phone, server, language) {
  const second = await phone.context.newPage();
  await second.goto(server.app);
  await second.locator(".problem").waitFor();
  await shoot(second, "elsewhere", language);
  await second.close();
}

try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const server = await Server.start(t);
  const phone = await Phone.start(t, server, { viewport: { width, height } });
  for (const language of ["fr", "ar"]) {
    for (const [name, open] of Object.entries(CLOSED)) {
      await wear(phone, { language }, { unlock: false });
      await open(phone.page);
      await shoot(phone.page, name, language);
    }
  }
  await wear(phone, { language: "fr" }, { unlock: false });
  const ids = await morning(t, phone, server);
  for (const language of ["fr", "ar"]) {
    for (const [name, open] of Object.entries(LOCKED)) {
      await wear(phone, { language }, { unlock: false });
      await open(phone.page);
      await shoot(phone.page, name, language);
    }
    const first = await welcome(t, server, language);
    await shoot(first.page, "welcome", language);
    await first.close();
    await elsewhere(phone, server, language);
    await wear(phone, { language });
    for (const name of Object.keys(OPEN)) {
      await show(phone.page, name, ids);
      await shoot(phone.page, name, language);
    }
  }
} finally {
  for (const end of ends) await end();
}
