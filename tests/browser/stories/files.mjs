// Small writes that are handed on together, against a file that takes each at once: whatever is asked,
// both say the same, also while there is no room, and a flush that went well has everything before it.
import assert from "node:assert/strict";
import { test } from "node:test";

const MOST = 64;

// A file in memory, which may refuse to grow.
class File {
  bytes = new Uint8Array(0);
  isFull = false;
  calls = 0;

  write(bytes, { at }) {
    this.calls++;
    const end = at + bytes.length;
    if (end > this.bytes.length) {
      if (this.isFull) throw new DOMException("full", "QuotaExceededError");
      this.truncate(end);
    }
    this.bytes.set(bytes, at);
    return bytes.length;
  }

  read(bytes, { at }) {
    const found = this.bytes.subarray(at, at + bytes.length);
    bytes.set(found);
    return found.length;
  }

  truncate(size) {
    const grown = new Uint8Array(size);
    grown.set(this.bytes.subarray(0, size));
    this.bytes = grown;
  }

  getSize = () => this.bytes.length;
  flush() {}
  close() {}
}

// The same numbers for the same seed.
function chance(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function pair() {
  const held = new File();
  globalThis.FileSystemFileHandle = class {
    async createSyncAccessHandle() {
      return held;
    }
  };
  const { joinWrites } = await import("../../../app/src/platform/browser/files.js");
  joinWrites();
  return [held, await new FileSystemFileHandle().createSyncAccessHandle()];
}

const all = (file) => {
  const bytes = new Uint8Array(file.getSize());
  assert.equal(file.read(bytes, { at: 0 }), bytes.length);
  return bytes;
};

test("a file whose small writes are joined says what one says that takes each at once", async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const [held, joined] = await pair();
    const [plain, draw] = [new File(), chance(seed)];
    for (let step = 0; step < MOST; step++) {
      const what = draw(10);
      if (what < 7) {
        const bytes = new Uint8Array(draw(3) === 0 ? 4096 : 4).fill(1 + draw(255));
        const at = draw(3) === 0 ? draw(plain.getSize() + 1) : plain.getSize();
        plain.write(bytes, { at });
        assert.equal(joined.write(bytes, { at }), bytes.length);
      } else if (what < 8) {
        const size = draw(plain.getSize() + 1);
        plain.truncate(size);
        joined.truncate(size);
      } else {
        joined.flush();
        assert.deepEqual(held.bytes, plain.bytes, `seed ${seed}, step ${step}: flushed`);
      }
      assert.equal(joined.getSize(), plain.getSize(), `seed ${seed}, step ${step}: size`);
      assert.deepEqual(all(joined), plain.bytes, `seed ${seed}, step ${step}: bytes`);
    }
  }
});

test("a journal is handed on in one call, and one that finds no room can be read, and cut off", async () => {
  const [held, joined] = await pair();
  const journal = () => {
    joined.write(new Uint8Array(28).fill(9), { at: 0 });
    for (let page = 0; page < 12; page++) {
      const at = 28 + page * 4104;
      joined.write(new Uint8Array(4).fill(page), { at });
      joined.write(new Uint8Array(4096).fill(page), { at: at + 4 });
      joined.write(new Uint8Array(4).fill(page), { at: at + 4100 });
    }
  };
  journal();
  joined.flush();
  assert.equal(held.calls, 1);
  joined.truncate(0);
  held.isFull = true;
  journal();
  assert.throws(() => joined.flush(), { name: "QuotaExceededError" });
  const page = new Uint8Array(4096);
  assert.equal(joined.read(page, { at: 28 + 7 * 4104 + 4 }), 4096);
  assert.ok(page.every((byte) => byte === 7), "what was to be taken back by it is there");
  joined.truncate(0);
  joined.flush();
  assert.equal(held.getSize(), 0);
});
