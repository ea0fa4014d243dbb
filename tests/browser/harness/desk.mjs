// The desk in a browser: a person of the demonstration who signs in with a link of their own, and
// whatever the pages complain of, which fails the test at its end.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SIZES = [{ width: 1280, height: 800 }, { width: 768, height: 1024 }];
export const PASSWORD = "trois portes, deux étages";

export class Desk {
  #complaints = [];

  // Somebody who is signed in.
  static async start(t, server, name, how) {
    const desk = await Desk.visitor(t, server, how);
    const { link, login } = server.run("account", "invite", name, "--url", server.origin);
    desk.login = login;
    await desk.page.goto(link);
    await desk.looksGood();
    await desk.page.fill("#password", PASSWORD);
    await desk.page.click("button.main");
    await desk.page.fill("#login", login);
    await desk.page.fill("#password", PASSWORD);
    await desk.looksGood();
    await desk.page.click("button.main");
    await desk.page.waitForURL("**/desk/missions");
    return desk;
  }

  // Somebody who only came by. `strict` leaves the pages their policy; then axe cannot look at them.
  static async visitor(t, server, { strict = false, locale = "fr-FR" } = {}) {
    const desk = new Desk();
    const browser = await chromium.launch({
      executablePath: process.env.PALIER_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    });
    t.after(async () => {
      await browser.close();
      assert.deepEqual(desk.#complaints, [], "a page complained");
    });
    desk.origin = server.origin;
    desk.strict = strict;
    // The pages allow no script but their own; looking at them with axe needs one more.
    const context = await browser.newContext({
      locale,
      viewport: { width: 1280, height: 800 },
      bypassCSP: !strict,
    });
    desk.page = await context.newPage();
    desk.page.on("pageerror", (error) => desk.#complaints.push(error.message));
    desk.page.on("console", (said) => {
      if (said.type() === "error" && !said.text().includes("Failed to load resource")) {
        desk.#complaints.push(said.text());
      }
    });
    return desk;
  }

  async open(path) {
    await this.page.goto(this.origin + path);
  }

  async says(text) {
    await this.page.getByText(text).first().waitFor();
  }

  // axe finds nothing, and nothing is wider than the window.
  async looksGood() {
    if (this.strict) return;
    const isHere = await this.page.evaluate(() => "axe" in globalThis);
    if (!isHere) await this.page.addScriptTag({ content: AXE });
    const found = await this.page.evaluate((rules) => axe.run(document, { runOnly: rules }), RULES);
    const told = found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
    assert.deepEqual(told, [], this.page.url());
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, `${this.page.url()} is wider than its window`);
  }

  // The same in both lights, wide and narrow: a page that is there changes with its window and with
  // the light of the room, and is not asked for anew.
  async looksGoodAnyway() {
    for (const colorScheme of ["light", "dark"]) {
      await this.page.emulateMedia({ colorScheme });
      for (const size of SIZES) {
        await this.page.setViewportSize(size);
        await this.looksGood();
      }
    }
  }
}
