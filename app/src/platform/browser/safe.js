// What this browser profile keeps beside the database, in IndexedDB: a key that can be used here
// and never read out, not even by us, and a few small files.

// Strict: what is told as kept is on the disk.
const HOW = { durability: "strict" };

async function within(mode, work) {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open("palier", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("key");
      request.result.createObjectStore("file");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    const transaction = database.transaction(["key", "file"], mode, HOW);
    const request = work(transaction);
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

const key = () => within("readonly", (within) => within.objectStore("key").get("device"));

export async function makeSecret() {
  if (await key()) return;
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const made = await crypto.subtle.generateKey(algorithm, false, ["sign"]);
  await within("readwrite", (within) => within.objectStore("key").put(made, "device"));
}

// What the key makes of some bytes, the same each time; nothing where there is no key.
export async function derive(bytes) {
  const held = await key();
  return held && new Uint8Array(await crypto.subtle.sign("HMAC", held, bytes));
}

export const readFile = (name) =>
  within("readonly", (within) => within.objectStore("file").get(name));

export const writeFile = (name, bytes) =>
  within("readwrite", (within) => within.objectStore("file").put(bytes, name));
