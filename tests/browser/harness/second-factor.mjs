// What an app for second factors shows.
import { createHmac } from "node:crypto";

const STEP = 30_000;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

// The six digits of a secret in letters, by RFC 6238, some steps from now.
export function digits(letters, steps) {
  const bits = [...letters.replace(/\s/g, "")].map((letter) =>
    LETTERS.indexOf(letter).toString(2).padStart(5, "0"),
  );
  const bytes = bits.join("").match(/.{8}/g).map((byte) => Number.parseInt(byte, 2));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP) + steps));
  const sum = createHmac("sha1", Buffer.from(bytes)).update(counter).digest();
  const from = sum[19] & 15;
  const number = (sum.readUInt32BE(from) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, "0");
}
