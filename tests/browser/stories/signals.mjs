// A signal: what many households said is raised by a supervisor, answered by the partner, late, done,
// and told back at the doors of the building.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { looksGood } from "../harness/axe.mjs";
import { Desk } from "../harness/desk.mjs";
import { Hand } from "../harness/hand.mjs";
import { Neighbor } from "../harness/neighbor.mjs";
import { Phone } from "../harness/phone.mjs";
import { wear } from "../harness/screens.mjs";
import { Server } from "../harness/server.mjs";

test("a supervisor raises, the partner answers, it is late, it is done, and it is told back", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  const hugo = await Desk.start(t, server, "Hugo T.");
  const amina = Neighbor.enrol(t, server, "Amina B.");
  // The mission whose partner has a place at the desk.
  const [{ mission }] = server.rows(
    "SELECT substr(feed, 9) mission FROM login_scope WHERE feed LIKE 'mission/%'",
  );
  // The largest building where Amina works.
  const [{ building }] = server.rows(
    "SELECT assignment.building FROM assignment JOIN account ON account.id = assignment.account " +
      "JOIN stairwell ON stairwell.building = assignment.building " +
      "JOIN door ON door.stairwell = stairwell.id " +
      `WHERE assignment.feed = 'mission/${mission}' AND account.name = 'Amina B.' ` +
      "GROUP BY assignment.building ORDER BY count(*) DESC LIMIT 1",
  );
  const doors = server
    .rows(
      "SELECT door.id FROM door JOIN stairwell ON stairwell.id = door.stairwell " +
        `WHERE stairwell.building = '${building}' ORDER BY door.id`,
    )
    .map((door) => door.id);
  assert.ok(doors.length >= 26, `${doors.length} doors`);
  for (const door of doors.slice(0, 12)) {
    amina.run("visit", door, "--mission", mission, "--outcome", "met", "--need", "ascenseur");
  }
  amina.sync();
  await sonia.open(`/desk/review?mission=${mission}`);
  await sonia.page.evaluate(() => {
    for (const box of document.querySelectorAll("[data-queue] input")) box.checked = true;
  });
  await sonia.page.locator("#bulk footer button").click();
  await sonia.page.waitForURL("**done=approved**");

  // Raised, from the group of the building.
  await sonia.open(`/desk/missions/${mission}`);
  await sonia.page.getByRole("link", { name: "Remonter" }).click();
  await sonia.says("Besoins entendus, par lieu");
  await sonia.looksGoodAnyway();
  await sonia.page.locator(`a[href$='building=${building}']`).click();
  await sonia.says("11 foyers en ont parlé.");
  await sonia.page.locator("form .btn.main").click();
  await sonia.page.locator("#title-wrong").waitFor();
  await sonia.looksGoodAnyway();
  await sonia.page.fill("#title", "L’ascenseur est en panne depuis trois semaines");
  await sonia.page.fill("#words", "Ma mère ne descend plus.");
  await sonia.page.locator("form .btn.main").click();
  await sonia.says("La remontée est envoyée au commanditaire.");
  await sonia.looksGoodAnyway();

  // Who works there sees that it was passed on, without a network as well.
  const hand = new Hand(await Phone.start(t, server));
  await hand.enrol(server.code("Amina B."));
  await hand.phone.offline(true);
  await hand.go(`/missions/${mission}`);
  const waiting = hand.page.locator("li.row", { hasText: "L’ascenseur est en panne" });
  await waiting.getByText("pas encore lu").waitFor();
  assert.match(await waiting.innerText(), /entendu dans 11 foyers/);
  await looksGood(hand.page);
  await wear(hand.phone, { language: "ar" });
  await hand.go(`/missions/${mission}`);
  await waiting.getByText("لم يُقرأ بعد").waitFor();
  await looksGood(hand.page);
  await wear(hand.phone, { language: "fr" });
  await hand.phone.offline(false);

  // Read and answered by the partner, who sees no more than that.
  await hugo.page.getByRole("link", { name: "Remontées" }).click();
  await hugo.looksGoodAnyway();
  await hugo.page.getByRole("link", { name: /ascenseur/ }).click();
  await hugo.says("Ma mère ne descend plus.");
  await hugo.page.getByRole("button", { name: "J’ai lu" }).click();
  await hugo.says("C’est noté : vous avez lu.");
  await hugo.looksGoodAnyway();
  amina.sync();
  assert.deepEqual(
    amina.run("answers", mission).signals.map((signal) => signal.is_read),
    [true],
  );
  await hugo.page.fill("#action", "La pièce est commandée, le technicien passe.");
  await hugo.page.getByRole("button", { name: "Envoyer la réponse" }).click();
  await hugo.page.locator("#due-wrong").waitFor();
  assert.equal(await hugo.page.inputValue("#action"), "La pièce est commandée, le technicien passe.");
  await hugo.looksGoodAnyway();
  await hugo.page.fill("#due", "2096-12-20");
  await hugo.page.getByRole("button", { name: "Envoyer la réponse" }).click();
  await hugo.says("La réponse part sur les téléphones");
  const signal = new URL(hugo.page.url()).pathname;

  // It reaches the phone of who works there, and is told at a door.
  amina.sync();
  const { answers, signals } = amina.run("answers", mission);
  assert.deepEqual([answers.length, signals.length], [1, 0]);
  assert.match(answers[0].action, /technicien/);
  amina.run("tell", doors[0], answers[0].id, "--mission", mission);
  amina.sync();
  await sonia.open(signal);
  await sonia.says(`1 porte sur ${doors.length}`);
  await hugo.open(signal);
  await hugo.says("peu de portes pour l’instant");

  // The day passes: nobody here waits for 2096, so the promise is made older where the pages read it.
  const early = "UPDATE answer SET due = '2026-01-05', answered = '2026-01-02'";
  execFileSync("sqlite3", [server.database, `${early}; UPDATE signal_page SET turn = turn - 30000`]);
  for (const desk of [sonia, hugo]) {
    await desk.open("/desk/signals");
    await desk.says("En retard de");
    await desk.looksGoodAnyway();
    await desk.page.getByRole("link", { name: /ascenseur/ }).click();
    await desk.says("En retard de");
  }
  await hugo.page.selectOption("#result", "partly");
  await hugo.page.fill("#result_words", "Il marche, sauf le dernier étage.");
  await hugo.page.locator("form[action$='/result'] button").click();
  await hugo.says("C’est noté. Les voisins peuvent le redire.");
  await hugo.looksGoodAnyway();
  await sonia.open("/desk/signals?state=settled");
  await sonia.says("Fait en partie");
  await sonia.looksGoodAnyway();
  await sonia.open(`/desk/missions/${mission}/report`);
  await sonia.says("Ce qui a été remonté");
  await sonia.looksGoodAnyway();
});
