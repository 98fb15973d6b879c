import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** What authenticator apps take for granted, and GoTrue uses: SHA-1, six digits, thirty seconds. */
const STEP_S = 30;
const DIGITS = 6;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new secret of 160 bits in Base32, as GoTrue makes it. */
export function newTotpSecret(): string {
  return base32(randomBytes(20));
}

/**
 * The code of a moment. Source: RFC 6238 over RFC 4226.
 * @param secret Base32, with or without padding @param at Unix milliseconds
 */
export function totpCode(secret: string, at = Date.now(), digits = DIGITS): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / STEP_S)));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

/** Whether a code is right now, or was or will be within one step: clocks differ. */
export function isTotpCode(secret: string, code: string, at = Date.now()): boolean {
  const given = Buffer.from(code.padEnd(DIGITS).slice(0, 2 * DIGITS));
  return [-1, 0, 1].some((step) => {
    const right = Buffer.from(totpCode(secret, at + step * STEP_S * 1000));
    return right.length === given.length && timingSafeEqual(right, given);
  });
}

/** Milliseconds until the code changes. */
export function totpTimeLeft(at = Date.now()): number {
  return STEP_S * 1000 - (at % (STEP_S * 1000));
}

/** The address behind the QR code. Source: github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function totpUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({
    algorithm: "SHA1",
    digits: String(DIGITS),
    issuer,
    period: String(STEP_S),
    secret,
  });
  return `otpauth://totp/${label}?${query.toString().replaceAll("+", "%20")}`;
}

function base32(bytes: Buffer): string {
  let bits = "";
  for (const byte of bytes) bits += byte.toString(2).padStart(8, "0");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

function fromBase32(text: string): Buffer {
  const letters = text.replace(/=+$/, "").toUpperCase();
  let bits = "";
  for (const letter of letters) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) throw new Error("A TOTP secret is written in Base32");
    bits += value.toString(2).padStart(5, "0");
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
