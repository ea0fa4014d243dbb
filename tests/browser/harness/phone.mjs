// A phone: Chromium with a profile of its own, as large as a small phone, that can be closed, killed
// and cut off. Whatever the page complains of is kept, and fails the test at its end.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
// What a browser says when there is no server: that is what some tests are about.
const NO_SERVER = /net::ERR_|Failed to load resource|Failed to fetch/;

export class Phone {
  #profile = mkdtempSync(join(tmpdir(), "palier-phone-"));
  #options;
  #complaints = [];
  #origin;

  static async start(t, server, options = {}) {
    const phone = new Phone();
    phone.#options = options;
    phone.#origin = server.origin;
    if (options.keeps === false) phone.#prefer({ cookies: 2 });
    t.after(() => phone.#end());
    await phone.open();
    return phone;
  }

  // Starts the browser, with all that it kept, and opens the app.
  async open({ path = "" } = {}) {
    const { args = [], keeps: _, mayComplain: __, ...options } = this.#options;
    this.context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: process.env.PALIER_CHROMIUM ?? "/usr/bin/chromium",
      args: [...QUIET, ...args],
      viewport: { width: 360, height: 740 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      locale: "fr-FR",
      timezoneId: "Europe/Paris",
      reducedMotion: "reduce",
      ...options,
    });
    this.#listen();
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    await this.page.goto(`${this.#origin}/app/${path}`);
  }

  // As a person closes it.
  async close() {
    await this.context.close();
  }

  // As a phone without power ends it: nothing in the browser gets a last word. `after` says how many
  // frames it still draws, which is the finest step that the page itself can tell.
  async kill({ after = 0 } = {}) {
    const frames = (count) =>
      new Promise((resolve) => {
        const next = () => (count-- > 0 ? requestAnimationFrame(next) : resolve());
        next();
      });
    if (after > 0) await this.page.evaluate(frames, after).catch(() => {});
    const process_id = Number(readlinkSync(join(this.#profile, "SingletonLock")).split("-").at(-1));
    const gone = new Promise((resolve) => this.context.once("close", resolve));
    process.kill(process_id, "SIGKILL");
    await gone;
    for (const name of ["SingletonLock", "SingletonCookie", "SingletonSocket"]) {
      rmSync(join(this.#profile, name), { force: true });
    }
  }

  // Cuts the network, or gives it back; the service worker's, too.
  async offline(is_cut) {
    await this.context.setOffline(is_cut);
  }

  // The app is in the browser whole: from now on it starts without a network.
  async isInstalled() {
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  }

  // Takes the room away that the browser has for the app, or gives it back.
  async room({ isThere }) {
    const session = await this.context.newCDPSession(this.page);
    const quota = isThere ? {} : { quotaSize: 1 };
    await session.send("Storage.overrideQuotaForOrigin", { origin: this.#origin, ...quota });
  }

  // The browser throws away the files of the app, as it may when the device runs out of room.
  async evict() {
    await this.page.goto(`${this.#origin}/app/manifest.webmanifest`);
    await this.page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    });
  }

  // Somebody writes into the app's database; closes the browser.
  async tamper() {
    await this.page.goto(`${this.#origin}/app/manifest.webmanifest`);
    await this.page.evaluate(async () => {
      const LARGE = 100_000;
      // Behind what the pool keeps about a file, and behind the salt.
      const [position, data] = [4096 + 64, new Uint8Array(64).fill(0xaa)];
      const walk = async (folder) => {
        for await (const entry of folder.values()) {
          if (entry.kind === "directory") await walk(entry);
          else if ((await entry.getFile()).size > LARGE) {
            const file = await entry.createWritable({ keepExistingData: true });
            await file.write({ type: "write", position, data });
            await file.close();
          }
        }
      };
      await walk(await navigator.storage.getDirectory());
    });
    await this.close();
  }

  // From the next start on the browser keeps what pages ask it to keep, as is usual.
  allow() {
    this.#prefer({});
  }

  // What a person set for all sites, where the browser reads it when it starts.
  #prefer(settings) {
    const folder = join(this.#profile, "Default");
    mkdirSync(folder, { recursive: true });
    const preferences = { profile: { default_content_setting_values: settings } };
    writeFileSync(join(folder, "Preferences"), JSON.stringify(preferences));
  }

  // Every byte that the origin keeps in files, as Latin-1 text, so that words can be looked for.
  async bytes() {
    // The worker holds its files: gone with its page, they can be read.
    await this.page.goto(`${this.#origin}/app/manifest.webmanifest`);
    const read = async () => {
      const texts = [];
      const walk = async (folder) => {
        for await (const entry of folder.values()) {
          if (entry.kind === "directory") await walk(entry);
          else texts.push(new Uint8Array(await (await entry.getFile()).arrayBuffer()));
        }
      };
      await walk(await navigator.storage.getDirectory());
      return texts.map((bytes) => new TextDecoder("latin1").decode(bytes)).join("\n");
    };
    return this.page.evaluate(read);
  }

  #listen() {
    this.context.on("weberror", (error) => this.#complain(error.error().message));
    this.context.on("console", (said) => {
      if (said.type() === "error") this.#complain(said.text());
    });
    this.context.on("request", (request) => {
      const url = request.url();
      const own = [this.#origin, `blob:${this.#origin}`, "data:"];
      if (!own.some((start) => url.startsWith(start))) this.#complain(`asked for ${url}`);
    });
    // Where the phone is, nobody asks.
    this.context.addInitScript(() => {
      for (const name of ["getCurrentPosition", "watchPosition"]) {
        Geolocation.prototype[name] = () => console.error(`geolocation: ${name}`);
      }
    });
  }

  #complain(text) {
    if (!NO_SERVER.test(text)) this.#complaints.push(text);
  }

  async #end() {
    await this.context.close().catch(() => {});
    rmSync(this.#profile, { recursive: true, force: true });
    if (this.#options.mayComplain) return;
    assert.deepEqual(this.#complaints, [], "the page complained");
  }
}
