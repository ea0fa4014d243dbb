// The phone app on a slow phone with a large mission: `cargo xtask bench phone` builds and calls this.
//
// 3,000 doors and more than 10,000 records are in the store. The browser slows its page six times. Its
// worker, which no browser slows, works at full speed, and five times the processor time that the trace
// says it took for what the page waited for is added: neither the disk nor the other processes of this
// machine are six times slower on a cheap phone. Prints figures and goals; whether they are good is for
// a person.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { Hand, PIN } from "./harness/hand.mjs";
import { Phone } from "./harness/phone.mjs";
import { Server } from "./harness/server.mjs";

const SLOWER = 6;
const BUILDINGS = 63;
const ROUNDS = 3;
const TAPS = 40;
// As long as nobody's finger is faster.
const QUIET = 300;
const FINGER = 80;

const ends = [];
const t = { after: (end) => ends.unshift(end) };

// The houses of one street, from a number to a number, as a municipality publishes them.
function street(folder, from, to) {
  const head =
    "cle_interop;uid_adresse;voie_nom;numero;suffixe;commune_insee;commune_nom;position;x;y;long;lat;source;date_der_maj;certification_commune";
  const row = (n) =>
    `67482_0001_${String(n).padStart(5, "0")};;Rue des Essais;${n};;67482;Strasbourg;entrée;0;0;7.75;48.58;commune;2026-01-01;1`;
  const rows = Array.from({ length: to - from + 1 }, (_, n) => row(from + n));
  const file = join(folder, `from-${from}.csv`);
  writeFileSync(file, [head, ...rows, ""].join("\r\n"));
  return file;
}

// A colleague was at every door, several times.
function colleague(server, folder) {
  const phone = (...given) => {
    const all = ["--store", join(folder, "moussa"), "--json", ...given];
    return JSON.parse(
      execFileSync(process.env.PALIER_PHONE, all, { encoding: "utf8", maxBuffer: 1 << 28 }),
    );
  };
  phone("enrol", server.origin, server.code("Moussa K."));
  phone("sync");
  const { missions } = phone("missions");
  const mission = missions[0].id;
  const { doors } = phone("doors", mission);
  const ids = doors.filter((door) => !door.do_not_contact).map((door) => door.id);
  for (let round = 0; round < ROUNDS; round++) phone("absent", ...ids, "--mission", mission);
  phone("sync");
  return doors.length;
}

// Slows the page from now on.
async function slow(phone) {
  const session = await phone.context.newCDPSession(phone.page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

// What the browser says it did.
class Trace {
  #session;
  #events = [];
  #worker = new Set();

  static async start(context) {
    const trace = new Trace();
    trace.#session = await context.browser().newBrowserCDPSession();
    trace.#session.on("Tracing.dataCollected", ({ value }) => trace.#events.push(...value));
    const includedCategories = ["toplevel", "blink.user_timing"];
    const traceConfig = { recordMode: "recordAsMuchAsPossible", includedCategories };
    await trace.#session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
    return trace;
  }

  async stop() {
    const ended = new Promise((resolve) => this.#session.once("Tracing.tracingComplete", resolve));
    await this.#session.send("Tracing.end");
    await ended;
    const names = this.#events.filter(({ name }) => name === "thread_name");
    const workers = names.filter(({ args }) => args.name === "DedicatedWorker thread");
    this.#worker = new Set(workers.map(({ pid, tid }) => `${pid} ${tid}`));
  }

  // How long it was from one moment of the page's clock to another, had the worker been so much slower.
  // A mark of the page says how the two clocks stand to each other.
  slowed(from, to) {
    const [mark] = this.#events.filter(({ name, args }) => name === MARK && args.data?.startTime);
    const at = ({ ts }) => (ts - mark.ts) / 1000 + mark.args.data.startTime;
    const tasks = this.#events.filter(
      (event) => this.#isTask(event) && from <= at(event) && at(event) < to,
    );
    // Of what began before the trace the browser knows no time of the processor.
    const took = tasks.reduce((sum, { tdur, dur }) => sum + (tdur ?? dur) / 1000, 0);
    return to - from + (SLOWER - 1) * took;
  }

  #isTask({ name, ph, pid, tid }) {
    return ph === "X" && /RunTask$/.test(name) && this.#worker.has(`${pid} ${tid}`);
  }
}

const MARK = "palier-bench";

// What a phone loads of the program itself, as the server sends it.
function weight() {
  const files = readdirSync(process.env.PALIER_APP, { recursive: true, withFileTypes: true });
  const code = files.filter(({ name }) => /\.(wasm|js)\.br$/.test(name));
  const always = code.filter(({ parentPath }) => /\/v\//.test(parentPath) && !/\/scan$/.test(parentPath));
  return always.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

// What a tap takes on a page that only says a word, slowed as much: what is left of the goal for us, on
// this machine at this hour.
async function bare(context) {
  const page = await context.newPage();
  await page.setContent("<style>*{font-size:3rem}</style><button>Tap</button><p></p>");
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  const taps = [];
  for (let tapped = 0; tapped < TAPS; tapped++) {
    await page.evaluate(() => {
      globalThis.kept = new Promise((resolve) => {
        const said = ({ timeStamp }) => {
          document.querySelector("p").textContent = "ok";
          const seen = () => resolve(performance.now() - timeStamp);
          requestAnimationFrame(() => scheduler.postTask(seen, { priority: "user-blocking" }));
        };
        document.querySelector("button").addEventListener("click", said, { once: true });
      });
    });
    await page.waitForTimeout(QUIET);
    await tap(page, page.locator("button"));
    taps.push(await page.evaluate(() => globalThis.kept));
  }
  await page.close();
  return taps.sort((one, other) => one - other);
}

// In the page: the moment at which what fits `selector` was painted.
const painted = (page, selector) =>
  page.evaluate(
    (selector) =>
      new Promise((resolve) => {
        const told = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        if (document.querySelector(selector)) return told();
        const watch = new MutationObserver(() => {
          if (!document.querySelector(selector)) return;
          watch.disconnect();
          told();
        });
        watch.observe(document, { childList: true, subtree: true, attributes: true });
      }),
    selector,
  );

// A finger, which rests as long as fingers do, and nothing of what a tester asks of the page beside it.
async function tap(page, button) {
  const { x, y, width, height } = await button.boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x: x + width / 2, y: y + height / 2 }]);
  await page.waitForTimeout(FINGER);
  await touch("touchEnd", []);
  await session.detach();
}

const part = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
const say = (what, value, goal = "") =>
  console.log(`${what.padEnd(56)} ${value.padEnd(12)} ${goal}`.trimEnd());
const ms = (value) => `${Math.round(value)} ms`;

async function main() {
  const folder = mkdtempSync(join(tmpdir(), "palier-bench-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const server = await Server.start(t, {
    fill: (server) => {
      server.run("demo-data", "--addresses", street(folder, 1, BUILDINGS));
      // And a stairwell that is longer than any there is, to scroll through.
      const [{ name }] = server.rows("SELECT name FROM territory");
      const tower = street(folder, BUILDINGS + 1, BUILDINGS + 1);
      server.run("import-addresses", tower, "--territory", name);
      server.run("generate-doors", "--territory", name, "--floors", "49", "--per-floor", "10");
    },
  });
  const doors = colleague(server, folder);

  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  const begun = performance.now();
  await amina.enrol(server.code("Amina B."));
  say(`enrolment and first sync, ${doors} doors, not slowed`, ms(performance.now() - begun));
  say("machine", `${cpus().length} × ${cpus()[0].model}, load ${loadavg()[0].toFixed(1)}`);
  const [version] = /Chrome\/\d+/.exec(await amina.page.evaluate(() => navigator.userAgent));
  say("browser", `${version}, ${SLOWER} times slower`);
  await phone.isInstalled();
  await amina.toNextDoor();
  const [, mission] = /missions\/([^/]+)/.exec(phone.page.url());
  const [{ building, many }] = server.rows(
    "SELECT building, count(*) many FROM door JOIN stairwell ON stairwell.id = door.stairwell " +
      "GROUP BY stairwell.id ORDER BY many DESC LIMIT 1",
  );
  const grid = `/missions/${mission}/buildings/${building}`;
  const climb = () =>
    amina.page.waitForFunction((many) => document.querySelectorAll(".door").length >= many, many);
  await amina.go(grid);
  await climb();

  // Warm: what the first start compiled and cached is there, and so is the hash of the grid.
  for (let start = 0; start < 2; start++) {
    await phone.close();
    await phone.open({ path: `#${grid}` });
    await amina.page.locator(".keys").waitFor();
  }
  await slow(phone);
  const trace = await Trace.start(phone.context);
  await amina.page.reload({ waitUntil: "commit" });
  const lock = await painted(amina.page, ".keys");
  await amina.page.evaluate((mark) => performance.mark(mark), MARK);
  await amina.typePin(PIN);
  await amina.page.evaluate(() =>
    addEventListener("click", (event) => (globalThis.tapped = event.timeStamp), true),
  );
  await amina.page.waitForTimeout(QUIET);
  await tap(amina.page, amina.button("Ouvrir"));
  const shown = await painted(amina.page, ".door");
  const opened = await amina.page.evaluate(() => globalThis.tapped);

  const taps = [];
  for (let tapped = 0; tapped < TAPS; tapped++) {
    await amina.toNextDoor();
    const door = await amina.page.locator(".plate [role=img]").getAttribute("aria-label");
    await amina.page.evaluate((door) => {
      const has = () => document.querySelector(".toast")?.textContent.includes(door);
      globalThis.kept = new Promise((resolve) => {
        const watch = new MutationObserver(() => {
          if (!has()) return;
          watch.disconnect();
          const told = performance.now();
          // Before anything else that waits for the same frame.
          const seen = () => resolve([told, performance.now()]);
          requestAnimationFrame(() => scheduler.postTask(seen, { priority: "user-blocking" }));
        });
        watch.observe(document, { childList: true, subtree: true, characterData: true });
      });
    }, door);
    await amina.page.waitForTimeout(QUIET);
    await tap(amina.page, amina.button(/^Personne n’a ouvert/));
    taps.push(await amina.page.evaluate(async () => [globalThis.tapped, ...(await globalThis.kept)]));
    await amina.page.locator(".stair").waitFor();
  }
  await trace.stop();
  const start = trace.slowed(0, lock);
  const open = trace.slowed(opened, shown);
  say("warm start to the lock", ms(start));
  say("PIN to the grid of the building", ms(open));
  say("warm start to usable grid, without the typing", ms(start + open), "goal 2500 ms");
  const kept = taps.map(([tapped, told, seen]) => trace.slowed(tapped, told) + seen - told);
  kept.sort((one, other) => one - other);
  say(`tap to saved and painted, ${TAPS} taps, p50`, ms(part(kept, 0.5)));
  say("tap to saved and painted, p95", ms(part(kept, 0.95)), "goal 100 ms");
  const word = await bare(phone.context);
  say("the same on a page that only says a word, p50 and p95", `${ms(part(word, 0.5))}, ${ms(part(word, 0.95))}`);

  await amina.go(grid);
  await climb();
  await amina.page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver((list) => globalThis.long.push(...list.getEntries())).observe({
      type: "longtask",
    });
  });
  const session = await phone.context.newCDPSession(phone.page);
  for (const yDistance of [-3000, 3000, -3000, 3000]) {
    await session.send("Input.synthesizeScrollGesture", { x: 180, y: 400, yDistance, speed: 2000 });
  }
  const long = await amina.page.evaluate(() => globalThis.long.map((task) => task.duration));
  const longest = `${long.length} ${long.map(Math.round).join(" ")}`;
  say(`tasks over 50 ms while scrolling through ${many} doors`, longest, "goal 0");
  const { usage } = await amina.page.evaluate(() => navigator.storage.estimate());
  say("kept in the browser", `${Math.round(usage / 1024)} KB`);
  say("wasm and what loads it, packed by brotli", `${weight()} bytes`, "goal 921600");
}

try {
  await main();
} finally {
  for (const end of ends) await end();
}
