// A tower of five hundred doors in the neighbourhood of the demonstration, for Amina to go through.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HEAD =
  "cle_interop;uid_adresse;voie_nom;numero;suffixe;commune_insee;commune_nom;position;x;y;long;lat;source;date_der_maj;certification_commune";
const ROW =
  "91987_0500_00012;;rue du Belvédère prolongée;12;;91987;Brévigny-sur-Orlesse;entrée;0;0;2.06;48.38;commune;2026-01-01;1";
const TERRITORY = "Les Hautes-Aunes";
const STAIRWELLS = ["A", "B", "C", "D", "E"];

// Builds it, gives it to the mission and to Amina, and says which building it is.
export function tower(server, mission) {
  const folder = mkdtempSync(join(tmpdir(), "palier-tower-"));
  const file = join(folder, "street.csv");
  writeFileSync(file, [HEAD, ROW, ""].join("\r\n"));
  server.run("import-addresses", file, "--territory", TERRITORY);
  rmSync(folder, { recursive: true });
  const [{ id }] = server.rows("SELECT id FROM building WHERE street LIKE '%prolongée'");
  const stairwells = STAIRWELLS.flatMap((name) => ["--stairwell", name]);
  const size = ["--floors", "9", "--per-floor", "10"];
  server.run("generate-doors", "--territory", TERRITORY, "--building", id, ...stairwells, ...size);
  server.run("assign", "--mission", mission, "--neighbor", "Amina B.", "--building", id);
  return id;
}
