// A journal is written in pieces: four bytes, a page, four bytes, and so on. Each call to the browser's
// file costs about as much as a page does, so what follows such a piece without a gap is handed on with
// it, at the latest before a flush: the order of what reaches the disk is the same, and nothing counts as
// kept before it was flushed. What the file does not take stays to be read, since SQLite takes back what
// it changed by its journal, until it cuts the journal off.

// Pages of a database begin with themselves, and are handed on one by one.
const SMALL = 4096;
// Of a save, the whole journal.
const ROOM = 128 * 1024;

class Joined {
  #file;
  #room;
  #begins = 0;
  #length = 0;

  constructor(file) {
    this.#file = file;
  }

  get #ends() {
    return this.#length && this.#begins + this.#length;
  }

  write(bytes, { at }) {
    const follows = this.#length > 0 && at === this.#ends && this.#length + bytes.length <= ROOM;
    if (!follows) {
      this.#handOn();
      if (bytes.length >= SMALL) return this.#file.write(bytes, { at });
      this.#begins = at;
    }
    this.#room ??= new Uint8Array(ROOM);
    this.#room.set(bytes, this.#length);
    this.#length += bytes.length;
    return bytes.length;
  }

  #handOn() {
    if (this.#length === 0) return;
    const held = this.#room.subarray(0, this.#length);
    const written = this.#file.write(held, { at: this.#begins });
    if (written !== held.length) throw new DOMException("a short write", "QuotaExceededError");
    this.#length = 0;
  }

  read(bytes, { at }) {
    const count = this.#file.read(bytes, { at });
    const [from, to] = [Math.max(at, this.#begins), Math.min(at + bytes.length, this.#ends)];
    if (from >= to) return count;
    bytes.fill(0, Math.min(count, from - at), from - at);
    bytes.set(this.#room.subarray(from - this.#begins, to - this.#begins), from - at);
    return Math.max(count, to - at);
  }

  getSize() {
    return Math.max(this.#file.getSize(), this.#ends);
  }

  truncate(size) {
    if (size <= this.#begins) this.#length = 0;
    this.#handOn();
    this.#file.truncate(size);
  }

  flush() {
    this.#handOn();
    this.#file.flush();
  }

  close() {
    try {
      this.#handOn();
    } finally {
      this.#file.close();
    }
  }
}

// From now on the files that this worker opens at once are such.
export function joinWrites() {
  const { prototype } = FileSystemFileHandle;
  const { createSyncAccessHandle } = prototype;
  prototype.createSyncAccessHandle = async function (...how) {
    return new Joined(await createSyncAccessHandle.apply(this, how));
  };
}
