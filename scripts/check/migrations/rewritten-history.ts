import type { Migration } from "../../database/apply-migrations";

/**
 * What breaks "migrations only move forward" between two states of the folder: one that is gone, one that has changed, and
 * one that would run after the released ones on a live database but before them on a fresh one.
 */
export function rewrittenHistory(released: readonly Migration[], current: readonly Migration[]): string[] {
  const now = new Map(current.map((migration) => [migration.name, migration.checksum]));
  const before = new Set(released.map(({ name }) => name));
  const newest = released.at(-1)?.name ?? "";
  return [
    ...released.flatMap(({ name, checksum }) => {
      if (!now.has(name)) return [`${name} was released and is gone`];
      return now.get(name) === checksum ? [] : [`${name} was released and has changed; write the change as a new one`];
    }),
    ...current
      .filter(({ name }) => !before.has(name) && name < newest)
      .map(({ name }) => `${name} is new but sorts before ${newest}, which is released; give it a later time`),
  ];
}
