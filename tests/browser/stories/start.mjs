// How the app begins.
import assert from "node:assert/strict";
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

const OLD = /^Ce navigateur est trop ancien pour Palier\./;
const LINE = /^Palier ne s’est pas chargé\. Vérifiez le réseau/;

// What the page says in place of the app, which complains of what it lacks.
async function trouble(t, { lacks, withhold }) {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server, { serviceWorkers: "block", mayComplain: true });
  if (lacks) await phone.context.addInitScript(lacks);
  if (withhold) await phone.context.route(withhold, (route) => route.abort());
  await phone.page.reload();
  const said = phone.page.getByRole("alert");
  await said.waitFor();
  const { y, height } = await said.boundingBox();
  assert.ok(y + height <= 740, "it stands below the screen");
  return said.innerText();
}

test("a browser that is too old is told so in a sentence", async (t) => {
  const lacks = () => delete WebAssembly.compileStreaming;
  assert.match(await trouble(t, { lacks }), OLD);
});

test("a browser whose workers know no modules is told so, too", async (t) => {
  const lacks = () => {
    const { Worker } = globalThis;
    globalThis.Worker = function (url) {
      return new Worker(url, { type: "classic" });
    };
  };
  assert.match(await trouble(t, { lacks }), OLD);
});

test("where the program does not come over the line, the line is told", async (t) => {
  assert.match(await trouble(t, { withhold: "**/palier_bg.wasm" }), LINE);
});

test("the browser finds all that it takes to be installed", async (t) => {
  const server = await Server.start(t);
  const phone = await Phone.start(t, server);
  await phone.page.locator("#code").waitFor();
  await phone.isInstalled();
  const session = await phone.context.newCDPSession(phone.page);
  const { url, errors } = await session.send("Page.getAppManifest");
  assert.equal(url, `${server.app}manifest.webmanifest`);
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  assert.deepEqual(installabilityErrors, []);
});
