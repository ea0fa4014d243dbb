// How the app begins.
import { test } from "node:test";
import { Phone } from "../harness/phone.mjs";
import { Server } from "../harness/server.mjs";

test("texts that come after the worker listens hold nothing up", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server, { serviceWorkers: "block" });
  await phone.page.locator("#code").waitFor();
  await phone.page.evaluate(() =>
    localStorage.setItem("palier-look", JSON.stringify({ language: "ar" })),
  );
  const begun = phone.page.waitForEvent("worker");
  await phone.context.route("**/locales/ar.ftl", async (route) => {
    const worker = await begun;
    await worker.evaluate(
      () =>
        new Promise((listens) => {
          const look = () => (globalThis.onmessage ? listens() : setTimeout(look));
          look();
        }),
    );
    await route.continue();
  });
  await phone.page.reload();
  await phone.page.locator("#code").waitFor();
});
