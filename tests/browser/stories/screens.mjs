// Every screen in every language, by day and by night, as axe sees it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Phone } from "../harness/phone.mjs";
import { CLOSED, LANGUAGES, LOCKED, OPEN, morning, show, wear, welcome } from "../harness/screens.mjs";
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
    for (const [name, open] of Object.entries(LOCKED)) {
      await wear(phone, { language }, { unlock: false });
      await open(phone.page);
      found.push(...(await look(phone.page, name, language)));
    }
    const first = await welcome(t, server, language);
    found.push(...(await look(first.page, "welcome", language)));
    await first.close();
    await wear(phone, { language });
    for (const name of Object.keys(OPEN)) {
      await show(phone.page, name, ids);
      found.push(...(await look(phone.page, name, language)));
    }
  }
  assert.deepEqual(found, [], found.join("\n"));
});

// In the page: what is asked of every screen, whatever its language and its letters.
function faults() {
  const told = [];
  const name = (element) =>
    `${element.tagName} ${element.className} "${(element.ariaLabel ?? element.innerText ?? "").slice(0, 40)}"`;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) told.push(`${root.scrollWidth} px wide`);
  const touched = "a[href], button, input, select, textarea, summary, [role=switch]";
  for (const element of [...document.querySelectorAll(touched)].filter(seen)) {
    const { width, height } = element.getBoundingClientRect();
    // What is smaller to the eye may be larger to the finger.
    const { position, top, bottom } = getComputedStyle(element, "::after");
    const more = position === "absolute" ? -Number.parseFloat(top) - Number.parseFloat(bottom) : 0;
    const high = element.matches(".pill") ? height + more : height;
    if (width < 47.5 || high < 47.5) told.push(`${name(element)} is ${width} by ${high}`);
    // The doors of a stairwell and its tabs are one stop, and the arrows go on.
    const walks = element.closest(".stair, [role=tablist]");
    if (element.tabIndex < 0 && !walks) told.push(`${name(element)} has no place among the keys`);
  }
  for (const walk of document.querySelectorAll(".stair, [role=tablist]")) {
    if (!walk.querySelector("[tabindex='0']")) told.push(`no key leads into ${name(walk)}`);
  }
  // Words that a box cuts, on its side or below.
  for (const element of document.querySelectorAll("main *, header *, footer *, nav *, .sheet *")) {
    if (element.closest(".vh, .clamped, svg, textarea") || !seen(element)) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const isCut =
      (overflowX === "hidden" && scrollWidth > clientWidth + 1) ||
      (overflowY === "hidden" && scrollHeight > clientHeight + 4);
    if (isCut && element.innerText?.trim()) told.push(`${name(element)} is cut`);
  }
  return told;
}

test("targets are 48 px, keys lead everywhere and no word is cut, at once and twice the size of letters", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const found = [];
  const look = async (name, language, size) => {
    const told = await phone.page.evaluate(faults);
    found.push(...told.map((fault) => `${name} ${language} ${size} %: ${fault}`));
  };
  const sizes = [100, 200];
  for (const language of LANGUAGES) {
    for (const size of sizes) {
      for (const [name, open] of Object.entries(CLOSED)) {
        await wear(phone, { language, size }, { unlock: false });
        await open(phone.page);
        await look(name, language, size);
      }
    }
  }
  await wear(phone, { language: "fr" }, { unlock: false });
  const ids = await morning(t, phone, server);
  for (const language of LANGUAGES) {
    for (const size of sizes) {
      for (const [name, open] of Object.entries(LOCKED)) {
        await wear(phone, { language, size }, { unlock: false });
        await open(phone.page);
        await look(name, language, size);
      }
      await wear(phone, { language, size });
      for (const name of Object.keys(OPEN)) {
        await show(phone.page, name, ids);
        await look(name, language, size);
      }
    }
  }
  assert.deepEqual(found, [], found.join("\n"));
});
