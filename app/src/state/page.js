// What only a page may ask of its browser.

// To keep the work even when the device runs out of room. Some browsers ask the person; those that
// decide by themselves do so better once the app was installed, so this is asked more than once.
export function keepForGood() {
  navigator.storage?.persist?.().catch(() => {});
}

// Takes a version of the app that waits, if there is one, and loads it.
export async function update() {
  const held = await navigator.serviceWorker?.getRegistration();
  if (!held?.waiting) return;
  const loaded = () => location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", loaded, { once: true });
  held.waiting.postMessage("activate");
}
