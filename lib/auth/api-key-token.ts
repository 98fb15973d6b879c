import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

/**
 * An API key: `foyer_live_`, eight characters that may be shown, 32 that may not (190 random bits), and six that are the
 * CRC-32 of everything before them. Who scans texts for secrets finds it by its shape and knows by its checksum, without
 * asking us, that it is one; and a mistyped key costs us no question to the database.
 */
const SHAPE = /^foyer_live_([0-9A-Za-z]{8})_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

export type NewApiKeyToken = { token: string; prefix: string; last_four: string };

/** A new key. It exists only in what this returns. */
export function newApiKeyToken(): NewApiKeyToken {
  const prefix = randomText(8);
  const body = `foyer_live_${prefix}_${randomText(32)}`;
  const token = `${body}${checksumOf(body)}`;
  return { token, prefix, last_four: token.slice(-4) };
}

/** Whether a text is of the shape of our keys, and whole. */
export function isApiKeyToken(text: string): boolean {
  return SHAPE.test(text) && checksumOf(text.slice(0, -6)) === text.slice(-6);
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}

function checksumOf(text: string): string {
  let left = crc32(text);
  let digits = "";
  for (let n = 0; n < 6; n++) {
    digits = `${ALPHABET[left % 62]}${digits}`;
    left = Math.floor(left / 62);
  }
  return digits;
}
