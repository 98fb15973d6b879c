import { createHmac } from "node:crypto";
import fc from "fast-check";
import type { Verification } from "@/lib/voice/verification";

/** A request as a verifier sees it, for either vendor: the attacker writes body and headers, we hold the secret. */
export type Attempt = { rawBody: string; headers: Record<string, string>; secret: string | null; nowMs: number };

export type Verifier = (attempt: Attempt) => Verification;

export type Forgery = { name: string; attempt: Attempt };

/** The one checker of promise S5: names of forgeries that a verifier lets through. Empty is what a sound one answers. */
export function acceptedForgeries(verify: Verifier, forgeries: readonly Forgery[]): string[] {
  return forgeries.filter(({ attempt }) => isAccepted(verify, attempt)).map(({ name }) => name);
}

const RUNS = 10_000;
const SEED = 20261121;

/**
 * Of 10,000 random changes to an authentic attempt, those accepted: one edit of the body, of one header (time stamp and
 * signature are headers or parts of one), or of the secret. Seeded, so that a failure can be repeated.
 */
export function acceptedMutations(
  verify: Verifier,
  authentic: Attempt,
  parts: readonly ("rawBody" | "headers" | "secret")[] = ["rawBody", "headers", "secret"],
): Attempt[] {
  const changes = {
    rawBody: [edited(authentic.rawBody).map((rawBody) => ({ ...authentic, rawBody }))],
    headers: Object.entries(authentic.headers).map(([name, value]) =>
      edited(value).map((changed) => ({ ...authentic, headers: { ...authentic.headers, [name]: changed } })),
    ),
    secret: [edited(authentic.secret ?? "").map((secret) => ({ ...authentic, secret }))],
  };
  const mutated: fc.Arbitrary<Attempt> = fc.oneof(...parts.flatMap((part): fc.Arbitrary<Attempt>[] => changes[part]));
  return fc.sample(mutated, { numRuns: RUNS, seed: SEED }).filter((attempt) => isAccepted(verify, attempt));
}

function isAccepted(verify: Verifier, attempt: Attempt): boolean {
  return verify(attempt).ok;
}

/** One random edit of a text that leaves it different, within what an HTTP header can carry. */
export function edited(text: string): fc.Arbitrary<string> {
  const place = fc.nat({ max: Math.max(0, text.length - 1) });
  const printable = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const extra = fc.string({ unit: printable, minLength: 1, maxLength: 12 });
  return fc
    .oneof(
      fc.tuple(place, printable).map(([at, letter]) => text.slice(0, at) + letter + text.slice(at + 1)),
      fc.tuple(place, extra).map(([at, more]) => text.slice(0, at) + more + text.slice(at)),
      place.map((at) => text.slice(0, at) + text.slice(at + 1)),
      place.map((at) => text.slice(0, at)),
      place.map((at) => text.slice(at + 1)),
      extra.map((more) => text + more),
      place.map((at) => text.slice(0, at) + text.charAt(at).toUpperCase() + text.slice(at + 1)),
      fc.tuple(place, place).map(([a, b]) => swapped(text, a, b)),
    )
    .filter((changed) => changed !== text);
}

function swapped(text: string, a: number, b: number): string {
  const letters = [...text];
  const [first, second] = [letters[a] ?? "", letters[b] ?? ""];
  letters[a] = second;
  letters[b] = first;
  return letters.join("");
}

export const hmac = (key: string | Buffer, text: string, algorithm = "sha256", encoding: "hex" | "base64" = "hex") =>
  createHmac(algorithm, key).update(text).digest(encoding);
