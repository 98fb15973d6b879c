import { v7 as uuidV7 } from "uuid";
import { seededRandom } from "../stack/sandbox/speech/seeded-random";

/** Repeatable chance: the same seed makes the same history. */
export type Random = {
  /** In [0, 1). */
  next(): number;
  chance(probability: number): boolean;
  integer(low: number, high: number): number;
  pick<T>(items: readonly T[]): T;
  /** UUIDv7 of an instant in Unix milliseconds. */
  id(at: number): string;
  hex(length: number): string;
};

export function makeRandom(seed: string): Random {
  const next = seededRandom(seed);
  const integer = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      const item = items[Math.floor(next() * items.length)];
      if (item === undefined) throw new Error("nothing to pick from");
      return item;
    },
    id: (at) => uuidV7({ msecs: at, random: Uint8Array.from({ length: 16 }, () => integer(0, 255)) }),
    hex: (length) => Array.from({ length }, () => integer(0, 15).toString(16)).join(""),
  };
}
