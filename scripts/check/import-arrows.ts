import { importsOf, resolveImport } from "./imports";
import { codeIn, type Rule } from "./tree";

/** Folders of lib that carry the business and are carried by nobody's. */
const PLATFORM = [
  "cache",
  "http",
  "auth",
  "db",
  "redis",
  "events",
  "jobs",
  "crypto",
  "log",
  "email",
  "storage",
  "metrics",
];

/** Who else may be imported by a platform folder, and why. */
const EXCEPTIONS: Record<string, readonly string[]> = {
  // The frame of every page needs the switcher's organizations together with the session.
  "lib/auth/page.ts": ["lib/orgs/"],
  // What is an organization's slug in an address is told by the one list of words that no organization may have.
  "lib/log/mask-path.ts": ["lib/orgs/slug"],
};

type Arrow = { from: RegExp; to: RegExp; message: string };

const FORBIDDEN: readonly Arrow[] = [
  { from: /^(lib|emails)\//, to: /^app\//, message: "lib and emails never import app" },
  {
    from: /^(app|lib|emails|middleware\.ts)/,
    to: /^(scripts|tests)\//,
    message: "the product never imports scripts or tests",
  },
  { from: /^emails\//, to: /^lib\/(db|http|auth|jobs|redis)\//, message: "a mail is given what it shows" },
  { from: /^scripts\//, to: /^tests\//, message: "scripts never import tests" },
];

/** Arrows point one way: app → lib/<noun> → platform folders of lib. */
export const importArrows: Rule = {
  name: "imports follow the arrows",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "scripts", "middleware.ts"]).flatMap((file) =>
      importsOf(tree.read(file)).flatMap(({ line, from }) => {
        const target = resolveImport(file, from);
        if (target === null) return [];
        const broken = FORBIDDEN.find((arrow) => arrow.from.test(file) && arrow.to.test(target));
        if (broken) return [{ file, line, message: `${broken.message} (${target})` }];
        if (pointsUp(file, target) && !EXCEPTIONS[file]?.some((allowed) => target.startsWith(allowed)))
          return [{ file, line, message: `a platform folder imports a business noun (${target})` }];
        return [];
      }),
    ),
};

function pointsUp(file: string, target: string): boolean {
  const from = /^lib\/([^/]+)\//.exec(file)?.[1];
  const to = /^lib\/([^/]+)\//.exec(target)?.[1];
  return from !== undefined && to !== undefined && PLATFORM.includes(from) && !PLATFORM.includes(to);
}
