// The dedicated worker that owns the store: only here does the browser give its files at once.
import init, * as phone from "./pkg/browser.js";

globalThis.chance = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

globalThis.post = async (path, token, body) => {
  const headers = { "content-type": "application/vnd.palier.sync" };
  if (token) headers.authorization = `Bearer ${token}`;
  const answer = await fetch(path, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
};

const ready = init({ module_or_path: new URL("./pkg/browser_bg.wasm", import.meta.url) });

onmessage = async ({ data: { id, verb, arguments: given } }) => {
  try {
    await ready;
    postMessage({ id, value: await phone[verb](...given) });
  } catch (error) {
    postMessage({ id, error: String(error?.message ?? error) });
  }
};
