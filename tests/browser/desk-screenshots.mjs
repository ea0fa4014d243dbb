// A picture of every page of the desk, by day and by night, and the report as it is printed:
// `node desk-screenshots.mjs FOLDER`. `cargo xtask screenshots` builds and calls this.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Desk, PASSWORD } from "./harness/desk.mjs";
import { Hand } from "./harness/hand.mjs";
import { Phone } from "./harness/phone.mjs";
import { digits } from "./harness/second-factor.mjs";
import { Server } from "./harness/server.mjs";
import { DONE, PAGES, week } from "./harness/week.mjs";

const [folder] = process.argv.slice(2);
const ends = [];
const t = { after: (end) => ends.unshift(end) };

// The pages that are looked at on a tablet as well.
const TABLET = ["missions", "board", "review", "report", "aside", "door", "prepare-grid", "phones"];

async function shoot(desk, name, schemes = ["light", "dark"]) {
  for (const colorScheme of schemes) {
    await desk.page.emulateMedia({ colorScheme });
    await desk.page.evaluate(() => document.fonts.ready);
    const path = join(folder, `desk-${name}-fr-${colorScheme}.png`);
    await desk.page.screenshot({ path, animations: "disabled", caret: "hide", scale: "css" });
  }
}

try {
  mkdirSync(folder, { recursive: true });
  for (const old of readdirSync(folder).filter((name) => name.startsWith("desk-"))) {
    rmSync(join(folder, old));
  }
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  const ids = await week(t, server, sonia);
  const claire = await Desk.start(t, server, "Claire D.");
  for (const [name, at] of Object.entries(PAGES)) {
    // A map is drawn in the colors that it was opened in.
    for (const colorScheme of name === "map" ? ["light", "dark"] : ["light"]) {
      await claire.page.emulateMedia({ colorScheme });
      await claire.open(at(ids));
      if (name === "map") await claire.page.locator("#map[data-drawn]").waitFor();
      await shoot(claire, name, name === "map" ? [colorScheme] : undefined);
    }
  }
  for (const [name, act] of Object.entries(DONE)) {
    await act(claire, ids);
    await shoot(claire, name);
  }
  await claire.page.setViewportSize({ width: 768, height: 1024 });
  for (const name of TABLET) {
    await claire.open(PAGES[name](ids));
    await shoot(claire, `${name}-768`, ["light"]);
  }
  const hugo = await Desk.start(t, server, "Hugo T.");
  await hugo.open(`/desk/missions/${ids.mission}/report`);
  await shoot(hugo, "report-partner");
  // As it is printed: the width of a sheet, and the styles of paper.
  await hugo.page.setViewportSize({ width: 718, height: 1015 });
  await hugo.page.emulateMedia({ colorScheme: "light", media: "print" });
  await hugo.page.screenshot({ path: join(folder, "desk-report-printed.png"), scale: "css" });
  // The words that open a phone whose PIN was forgotten.
  const amina = new Hand(await Phone.start(t, server));
  await amina.enrol(server.code("Amina B."));
  await amina.send();
  await claire.page.setViewportSize({ width: 1280, height: 800 });
  await claire.open("/desk/phones");
  // Phones of the command line have no PIN.
  const { id } = server.run("device", "list").devices.at(-1);
  const form = `form[action='/desk/phones/recover']:has([value='${id}'])`;
  const recover = claire.page.locator(`.ask:has(${form})`);
  await recover.locator("summary").click();
  await recover.locator("button").click();
  await claire.page.locator(".words").waitFor();
  await shoot(claire, "phones-recover");
  // The way in.
  await claire.open("/desk/me");
  await claire.page.click("form[action='/desk/me/second-factor/on'] button");
  const letters = await claire.page.locator(".secret").innerText();
  await claire.page.fill("#code", digits(letters, 0));
  await claire.page.click("form[action='/desk/me/second-factor/on'] button.main");
  await claire.page.click("form[action='/desk/sign-out'] button");
  await claire.page.fill("#login", claire.login);
  await claire.page.fill("#password", PASSWORD);
  await claire.page.click("button.main");
  await claire.page.waitForURL("**/desk/second-factor");
  await shoot(claire, "second");
  const out = await Desk.visitor(t, server);
  await out.open("/desk/sign-in");
  await shoot(out, "sign-in");
  const { link } = server.run("account", "invite", "Sonia M.", "--url", server.origin);
  await out.page.goto(link);
  await shoot(out, "welcome");
  await out.open(`/desk/welcome/${"0".repeat(64)}`);
  await shoot(out, "welcome-gone");
} finally {
  for (const end of ends) await end();
}
