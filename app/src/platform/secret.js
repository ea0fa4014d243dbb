// A secret of this browser profile: a key that can be used here and never read, not even by us.
//
// It lies in IndexedDB, the one place of the browser that keeps such keys.

const open = () =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open("palier", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("key");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const done = (transaction, request) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });

async function key() {
  const database = await open();
  try {
    const reading = database.transaction("key", "readonly");
    const held = await done(reading, reading.objectStore("key").get("device"));
    if (held) return held;
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const made = await crypto.subtle.generateKey(algorithm, false, ["sign"]);
    // Strict: on the disk before anything is encrypted with it.
    const writing = database.transaction("key", "readwrite", { durability: "strict" });
    await done(writing, writing.objectStore("key").put(made, "device"));
    return made;
  } finally {
    database.close();
  }
}

// What the key makes of some bytes: 32 others, the same each time, in this profile alone.
export async function sign(bytes) {
  return new Uint8Array(await crypto.subtle.sign("HMAC", await key(), bytes));
}
