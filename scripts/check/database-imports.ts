import { importsOf } from "./imports";
import { codeIn, type Rule } from "./tree";

const DRIVERS = /^(postgres|pg|pg-pool|kysely-postgres-js|@neondatabase\/.*)(\/|$)/;

/** Only lib/db opens connections; anything else would work outside the wall between organizations. */
export const databaseImports: Rule = {
  name: "only lib/db imports a database driver",
  check: (tree) =>
    codeIn(tree, ["app", "lib", "emails", "middleware.ts"])
      .filter((file) => !file.startsWith("lib/db/"))
      .flatMap((file) =>
        importsOf(tree.read(file))
          .filter(({ from, typeOnly }) => DRIVERS.test(from) && !typeOnly)
          .map(({ line, from }) => ({ file, line, message: `imports ${from}; use a transaction of lib/db` })),
      ),
};
