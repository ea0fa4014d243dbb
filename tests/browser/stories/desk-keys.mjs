// What opens things: the second factor of an account, and the recovery code of a phone, as people meet
// them at the desk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Desk, PASSWORD } from "../harness/desk.mjs";
import { Hand } from "../harness/hand.mjs";
import { Phone } from "../harness/phone.mjs";
import { digits } from "../harness/second-factor.mjs";
import { Server } from "../harness/server.mjs";

test("an account with a second factor asks for it at sign-in, and tells a wrong one", async (t) => {
  const server = await Server.start(t);
  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open("/desk/me");
  await sonia.page.click("form[action='/desk/me/second-factor/on'] button");
  const letters = await sonia.page.locator(".secret").innerText();
  await sonia.page.fill("#code", digits(letters, 0));
  await sonia.page.click("form[action='/desk/me/second-factor/on'] button.main");
  await sonia.page.locator("form[action='/desk/me/second-factor/off']").waitFor();
  await sonia.looksGoodAnyway();

  await sonia.page.click("form[action='/desk/sign-out'] button");
  await sonia.page.fill("#login", sonia.login);
  await sonia.page.fill("#password", PASSWORD);
  await sonia.page.click("button.main");
  await sonia.page.waitForURL("**/desk/second-factor");
  await sonia.looksGoodAnyway();
  await sonia.page.fill("#code", "000000");
  await sonia.page.click("button.main");
  await sonia.page.locator(".wrong").waitFor();
  await sonia.looksGoodAnyway();
  // A code is good once, so that this one is the next.
  await sonia.page.fill("#code", digits(letters, 1));
  await sonia.page.click("button.main");
  await sonia.page.waitForURL("**/desk/missions");
});

test("a recovery code is shown once at the desk, and opens the phone whose PIN was forgotten", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  const amina = new Hand(phone);
  await amina.enrol(server.code("Amina B."));
  await amina.send();
  const sonia = await Desk.start(t, server, "Sonia M.");
  await sonia.open("/desk/phones");
  const ask = sonia.page.locator(".ask:has(form[action='/desk/phones/recover'])").first();
  await ask.locator("summary").click();
  await sonia.looksGoodAnyway();
  await ask.locator("button").click();
  const words = sonia.page.locator(".words");
  await words.waitFor();
  await sonia.looksGoodAnyway();
  const code = (await words.innerText()).trim();
  await sonia.open("/desk/phones");
  assert.ok(!(await sonia.page.content()).includes(code), "a code is shown once");

  await phone.page.reload();
  await amina.page.getByRole("heading", { name: "Votre code" }).waitFor();
  await amina.recover(code);
  await amina.today();
});
