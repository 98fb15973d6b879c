import type { Rule } from "../tree";
import { ALLOWED_LICENCES, LICENCE_EXCEPTIONS } from "./licence-exceptions";
import { isPlatformBinary, LOCKFILE, type LockedPackage, lockedPackages } from "./lockfile";

const HERE = "scripts/check/supply/licence-exceptions.ts";

/** Every package is under terms we may use, or is a named exception whose terms are still those we looked at. */
export const licences: Rule = {
  name: "every package's licence is allowed",
  check(tree) {
    const locked = lockedPackages(tree);
    const used = new Set<string>();
    const problems = locked.flatMap(({ place, name, entry }) => {
      const licence = entry.license ?? licenceOfParent(name, entry, locked);
      if (licence !== undefined && isAllowed(licence)) return [];
      const exception = LICENCE_EXCEPTIONS.find((one) => covers(one.package, name) && one.licence === licence);
      if (exception) used.add(exception.package);
      if (exception && (!exception.devOnly || entry.dev)) return [];
      const what = exception ? "may be used by developers only, and is deployed" : "is not allowed";
      return [{ file: LOCKFILE, message: `${place}: ${licence ?? "no licence"} ${what}` }];
    });
    // In the real lockfile an exception that covers nothing is a door left open for the next package of that name.
    const stale = tree.has(HERE) ? LICENCE_EXCEPTIONS.filter((one) => !used.has(one.package)) : [];
    return [
      ...problems,
      ...stale.map((one) => ({ file: HERE, message: `${one.package} (${one.licence}) covers nothing any more` })),
    ];
  },
};

/** A platform's binary whose publisher repeats no licence is under that of the package which asks for it. */
function licenceOfParent(
  name: string,
  entry: LockedPackage,
  locked: readonly { entry: LockedPackage }[],
): string | undefined {
  if (!isPlatformBinary(entry)) return undefined;
  return locked.find((parent) => parent.entry.optionalDependencies?.[name] !== undefined)?.entry.license;
}

function covers(pattern: string, name: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** SPDX: of `A OR B` one must be allowed, of `A AND B` both. Brackets only around the whole, as they occur. */
function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, "$1");
  if (/[()]|\bWITH\b/.test(bare)) return false;
  return bare.split(" OR ").some((choice) => choice.split(" AND ").every((one) => ALLOWED_LICENCES.has(one.trim())));
}
