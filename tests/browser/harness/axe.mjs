// The phone's screen as axe sees it, by day and by night.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

export async function looksGood(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(
      (values) => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
      RULES,
    );
    const told = found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
    assert.deepEqual(told, [], page.url());
  }
  await page.emulateMedia({ colorScheme: "light" });
}
