import { sql } from "kysely";
import { knownKeyVersions, newestKeyVersion } from "../crypto/key-ring";
import type { Tx } from "../db/tenant";
import { nextStep, wholeRotation } from "./next-step";
import { notMoved } from "./not-moved";
import { readKeyRotations } from "./read-key-rotations";
import type { KeysState, KeyVersion } from "./schemas";

/** Counting data keys stops here. */
const COUNTED = 10_000;
const EARLIER = 5;

/** Which key-encryption keys there are, what they wrap, how the last rotation goes, and what to do next. In an operator's transaction. */
export async function readKeysState(tx: Tx): Promise<KeysState> {
  const { rows } = await sql<{ kek_version: number; data_keys: number }>`
    select * from private.wrapped_by(${COUNTED + 1})`.execute(tx);
  const wrapped = new Map(rows.map((row) => [row.kek_version, row.data_keys]));
  const held = new Map(knownKeyVersions().map(({ version, fingerprint }) => [version, fingerprint]));
  const current = newestKeyVersion();
  const versions = [...new Set([...held.keys(), ...wrapped.keys()])]
    .toSorted((a, b) => b - a)
    .map((version): KeyVersion => {
      const count = wrapped.get(version) ?? 0;
      return {
        version,
        fingerprint: held.get(version) ?? null,
        is_current: version === current,
        wraps: { value: Math.min(count, COUNTED), capped: count > COUNTED },
      };
    });
  const rotations = await readKeyRotations(tx, EARLIER + 1);
  const [rotation = null, ...earlier] = rotations;
  // Only where an older key could be taken out.
  const whole = versions.length > 1 ? wholeRotation(versions, rotations) : undefined;
  const unmoved = whole && (await notMoved(tx, whole));
  return { versions, rotation, earlier, next: nextStep(versions, rotations, unmoved) };
}
