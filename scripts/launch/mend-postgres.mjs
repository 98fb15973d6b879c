import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Mends what postgres.js 3.4.9 leaves behind when a connection breaks; see docs/decisions/005. Runs after every `npm ci`
 * and before every start, with built-ins of Node 20 only. Remove it when a release holds
 * https://github.com/porsager/postgres/pull/1209 and these guards.
 */
const MENDS = {
  "connection.js": [
    // A write that was due when the connection closed stayed due for ever: the connection could never send again. And the
    // queries in its hands would have taken the answers of whoever got the connection next.
    {
      flawed: `    if (initial)
      return reconnect()

    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
      sound: `    chunk = nextWriteTimer = null

    if (initial)
      return reconnect()

    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()
`,
    },
    {
      flawed: `    clearImmediate(nextWriteTimer)
    if (socket) {
`,
      sound: `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {
`,
    },
    // So would the driver's own query for the array types, which comes before the first one of ours.
    {
      flawed: `  function reconnect() {
`,
      sound: `  function reconnect() {
    query = results = errorResponse = null
    result = new Result()
`,
    },
    // Nobody listened when the query for the array types failed, so the process ended. Without the types arrays would be
    // read as text: the connection is given up.
    {
      flawed: "        return fetchArrayTypes()\n",
      sound: "        return fetchArrayTypes().catch(() => socket && socket.destroy())\n",
    },
  ],
  "index.js": [
    // The rollback of a transaction whose connection broke was written to a socket that is gone (the process ended), or to
    // the next transaction on the same connection.
    {
      flawed: "        new Promise((_, reject) => connection.onclose = reject)\n",
      sound: `        new Promise((_, reject) => connection.onclose = e => {
          lost = e
          while (queries.length)
            queries.shift().reject(e)
          reject(e)
        })
`,
    },
    {
      flawed: `      , connection
      , prepare = null

    try {
      await sql.unsafe('begin '`,
      sound: `      , connection
      , lost = null
      , prepare = null

    try {
      await sql.unsafe('begin '`,
    },
    {
      flawed: `        q.catch(e => uncaughtError || (uncaughtError = e))
        c.queue === full`,
      sound: `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
        c.queue === full`,
    },
  ],
};

/** Mends the package in place, for both module systems; does nothing where that is done. Throws when the source is not the known one. */
export function mendPostgres(root = ".") {
  for (const folder of ["src", "cjs/src"]) {
    for (const [name, mends] of Object.entries(MENDS)) {
      const file = join(root, "node_modules/postgres", folder, name);
      const before = readFileSync(file, "utf8");
      const after = mends.reduce((text, mend) => mended(text, mend, file), before);
      if (after === before) continue;
      // A new file, not the old one rewritten: package managers link one file into many projects.
      writeFileSync(`${file}.mended`, after);
      renameSync(`${file}.mended`, file);
    }
  }
}

function mended(text, { flawed, sound }, file) {
  if (text.includes(sound)) return text;
  if (text.includes(flawed)) return text.replace(flawed, () => sound);
  throw new Error(`${file} is not the postgres.js 3.4.9 that scripts/launch/mend-postgres.mjs knows how to mend.`);
}

const isScript = realpathSync(process.argv[1] ?? ".") === realpathSync(fileURLToPath(import.meta.url));
if (isScript && existsSync("node_modules/postgres")) mendPostgres();
