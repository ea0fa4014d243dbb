// Every screen in every language, by day and by night, as axe sees it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Phone } from "../harness/phone.mjs";
import { CLOSED, LANGUAGES, OPEN, morning, show, wear, wrongPin } from "../harness/screens.mjs";
import { Server } from "../harness/server.mjs";

const AXE = readFileSync(
  fileURLToPath(new URL("../node_modules/axe-core/axe.min.js", import.meta.url)),
  "utf8",
);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// What axe finds, by day and by night.
async function look(page, name, language) {
  const found = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
    const { violations } = await page.evaluate(
      (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
      RULES,
    );
    for (const { id, nodes } of violations) {
      const where = nodes.map((node) => `${node.target} ${node.failureSummary ?? ""}`);
      found.push(`${name} ${language} ${colorScheme}: ${id}\n  ${where.join("\n  ")}`);
    }
  }
  return found;
}

test("axe finds nothing on any screen in any language and theme", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const found = [];
  for (const language of LANGUAGES) {
    for (const [name, open] of Object.entries(CLOSED)) {
      await wear(phone, { language }, { unlock: false });
      await open(phone.page);
      found.push(...(await look(phone.page, name, language)));
    }
  }
  await wear(phone, { language: "fr" }, { unlock: false });
  const ids = await morning(t, phone, server);
  for (const language of LANGUAGES) {
    await wear(phone, { language }, { unlock: false });
    found.push(...(await look(phone.page, "unlock", language)));
    await wrongPin(phone.page);
    found.push(...(await look(phone.page, "unlock-wrong", language)));
    await wear(phone, { language });
    for (const name of Object.keys(OPEN)) {
      await show(phone.page, name, ids);
      found.push(...(await look(phone.page, name, language)));
    }
  }
  assert.deepEqual(found, [], found.join("\n"));
});

test("at twice the size of letters nothing is cut, in any language", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const ids = await morning(t, phone, server);
  const cut = [];
  for (const language of LANGUAGES) {
    await wear(phone, { language, size: 200 });
    for (const name of Object.keys(OPEN)) {
      await show(phone.page, name, ids);
      const wide = await phone.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) cut.push(`${name} ${language}: ${wide} px`);
    }
  }
  assert.deepEqual(cut, []);
});
