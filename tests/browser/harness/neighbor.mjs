// A neighbor with the phone of the command line, which lies beside the server's program.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export class Neighbor {
  #program = process.env.PALIER_PHONE ?? join(dirname(process.env.PALIER_SERVER), "phone");
  #store = mkdtempSync(join(tmpdir(), "palier-neighbor-"));

  // Enrols the person of that name, who has read all there is to read.
  static enrol(t, server, name) {
    return Neighbor.with(t, server, server.code(name));
  }

  // The same with a code that was read somewhere, as on the desk's own page.
  static with(t, server, code) {
    const neighbor = new Neighbor();
    t.after(() => rmSync(neighbor.#store, { recursive: true, force: true }));
    neighbor.run("enrol", server.origin, code);
    neighbor.sync();
    return neighbor;
  }

  run(...given) {
    const all = ["--store", join(this.#store, "phone"), "--json", ...given];
    return JSON.parse(execFileSync(this.#program, all, { encoding: "utf8" }));
  }

  get mission() {
    return this.run("missions").missions[0].id;
  }

  // Doors that nobody saw yet.
  doors() {
    return this.run("doors", this.mission, "--todo").doors.map((door) => door.id);
  }

  visit(door, outcome, ...more) {
    return this.run("visit", door, "--outcome", outcome, "--mission", this.mission, ...more);
  }

  sync() {
    return this.run("sync");
  }

  attention() {
    return JSON.stringify(this.run("attention"));
  }
}
