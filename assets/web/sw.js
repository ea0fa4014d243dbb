// Keeps one whole version of the app in the browser, so that it starts without a network.
//
// A new version is loaded in full beside the old one and then waits, until the page says that
// nothing is open that could be disturbed. Work is not touched by any of this: it lies elsewhere.
const VERSION = "%VERSION%";
const FILES = ["%FILES%"];
const CACHE = `palier-${VERSION}`;

addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(CACHE);
    // What lies under the name of its version cannot be stale.
    const fresh = (file) =>
      file.startsWith("v/") ? file : new Request(file, { cache: "no-cache" });
    await cache.addAll(["./", ...FILES].map(fresh));
  };
  event.waitUntil(fill());
});

addEventListener("activate", (event) => {
  const takeOver = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("palier-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
  };
  event.waitUntil(takeOver());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const scope = new URL("./", location.href);
  // What goes to the server's verbs, or to others, is none of ours.
  if (request.method !== "GET" || !request.url.startsWith(scope.href)) return;
  const answer = async () => {
    const cache = await caches.open(CACHE);
    const wanted = request.mode === "navigate" ? scope.href : request;
    return (await cache.match(wanted, { ignoreSearch: true })) ?? fetch(request);
  };
  event.respondWith(answer());
});

addEventListener("message", ({ data }) => {
  if (data === "activate") skipWaiting();
});
