// Starts the app, in the page and in its worker: one wasm file serves both, compiled once.
import init from "./palier.js";

const LINE = "Palier ne s’est pas chargé. Vérifiez le réseau, puis rouvrez cette adresse.";

// Says why there is no app, once: that the browser is too old, or that something did not come.
function tell(isOld) {
  const place = document.getElementById("trouble");
  if (!place.hidden) return;
  document.getElementById("main").hidden = true;
  if (isOld) {
    const words = document.createElement("script");
    words.src = new URL("old.js", import.meta.url);
    document.body.append(words);
  } else {
    place.hidden = false;
    place.lang = "fr";
    place.textContent = LINE;
  }
}

// The worker loads beside the page, which finds it under the name `palierWorker`. A browser that
// knows no modules there stumbles over its first line.
function begin() {
  const worker = new Worker(import.meta.url, { type: "module", name: "core" });
  const stumbled = ({ message }) => tell(Boolean(message));
  worker.addEventListener("error", stumbled);
  const listens = () => worker.removeEventListener("error", stumbled);
  worker.addEventListener("message", listens, { once: true });
  return worker;
}

if (typeof document === "undefined") {
  addEventListener("message", ({ data }) => init({ module_or_path: data }), { once: true });
} else {
  // Where the rest of this version lies, which is loaded when it is first wanted.
  globalThis.palierVersion = new URL("./", import.meta.url).href;
  globalThis.palierMissing = () => tell(false);
  try {
    globalThis.palierWorker = begin();
    const loading = fetch(new URL("palier_bg.wasm", import.meta.url));
    const module = await WebAssembly.compileStreaming(loading);
    globalThis.palierWorker.postMessage(module);
    await init({ module_or_path: module });
  } catch (error) {
    console.error(error);
    // What does not come is a TypeError, too.
    tell(!(error instanceof TypeError) || !("compileStreaming" in WebAssembly));
  }
  // Last, so that what is kept for later does not delay what is seen now.
  navigator.serviceWorker?.register(new URL("../../sw.js", import.meta.url)).catch(console.warn);
}
