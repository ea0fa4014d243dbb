// Starts the app, in the page and in its worker: one wasm file serves both, compiled once.
import init from "./palier.js";

if (typeof document === "undefined") {
  addEventListener("message", ({ data }) => init({ module_or_path: data }), { once: true });
} else {
  // Where the rest of this version lies, which is loaded when it is first wanted.
  globalThis.palierVersion = new URL("./", import.meta.url).href;
  // The worker loads beside the page; the page finds it under this name.
  globalThis.palierWorker = new Worker(import.meta.url, { type: "module", name: "core" });
  try {
    const loading = fetch(new URL("palier_bg.wasm", import.meta.url));
    const module = await WebAssembly.compileStreaming(loading);
    globalThis.palierWorker.postMessage(module);
    await init({ module_or_path: module });
  } catch (error) {
    console.error(error);
    const words = document.createElement("script");
    words.src = new URL("old.js", import.meta.url);
    document.body.append(words);
  }
  // Last, so that what is kept for later does not delay what is seen now.
  navigator.serviceWorker?.register(new URL("../../sw.js", import.meta.url)).catch(console.warn);
}
