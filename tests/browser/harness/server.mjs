// A real server on a free port, with the demonstration data and the app, and what it holds.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const need = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; \`cargo xtask browser\` sets it`);
  return value;
};

export class Server {
  #program = need("PALIER_SERVER");
  #app = need("PALIER_APP");
  #folder = mkdtempSync(join(tmpdir(), "palier-server-"));
  #port = 0;
  #process;

  // Starts with the demonstration, unless a test brings a database of its own.
  static async start(t, { fill = (server) => server.run("demo-data") } = {}) {
    const server = new Server();
    t.after(() => server.#end());
    fill(server);
    await server.serve();
    return server;
  }

  get database() {
    return join(this.#folder, "central.db");
  }

  get origin() {
    return `http://127.0.0.1:${this.#port}`;
  }

  get app() {
    return `${this.origin}/app/`;
  }

  get isUp() {
    return this.#process !== undefined;
  }

  // Serves at the port of the first time, for phones that know it.
  async serve({ app = this.#app } = {}) {
    const listen = `127.0.0.1:${this.#port}`;
    const served = spawn(
      this.#program,
      ["serve", "--listen", listen, "--database", this.database, "--app", app],
      { stdio: ["ignore", "pipe", "ignore"] },
    );
    this.#process = served;
    const line = await new Promise((resolve, reject) => {
      createInterface({ input: served.stdout }).once("line", resolve);
      served.once("exit", (code) => reject(new Error(`the server ended at once (${code})`)));
    });
    this.#port = Number(new URL(line.split(" ").at(-1)).port);
  }

  async stop() {
    const served = this.#process;
    this.#process = undefined;
    if (!served) return;
    const gone = new Promise((resolve) => served.once("exit", resolve));
    served.kill("SIGKILL");
    await gone;
  }

  // What a subcommand answers.
  run(...given) {
    const all = [...given, "--database", this.database, "--json"];
    return JSON.parse(execFileSync(this.#program, all, { encoding: "utf8" }));
  }

  // A mission in which all of these neighbors work.
  missionOf(...names) {
    const of = (name) => `SELECT feed FROM assignment WHERE name LIKE '${name}%'`;
    const [{ feed }] = this.rows(names.map(of).join(" INTERSECT "));
    return feed.split("/")[1];
  }

  code(neighbor = "Amina B.") {
    return this.run("device", "code", "--neighbor", neighbor).code;
  }

  // Rows of the central database, as an analyst reads them.
  rows(sql) {
    const said = execFileSync("sqlite3", ["-readonly", "-json", this.database, sql], {
      encoding: "utf8",
    });
    return said ? JSON.parse(said) : [];
  }

  visits() {
    return this.rows(
      "SELECT door, outcome, note, withdrawn FROM visit WHERE deleted = 0 ORDER BY started",
    );
  }

  async #end() {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
