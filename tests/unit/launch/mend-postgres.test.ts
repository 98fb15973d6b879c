import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mendPostgres } from "../../../scripts/launch/mend-postgres.mjs";

const FILES = ["src/connection.js", "src/index.js", "cjs/src/connection.js", "cjs/src/index.js"];

describe("the mended database driver", () => {
  let root = "";
  const read = (file: string) => readFile(join(root, "node_modules/postgres", file), "utf8");

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), "foyer-mend-"));
    await cp("node_modules/postgres", join(root, "node_modules/postgres"), { recursive: true });
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it("is what is installed, for both module systems", async () => {
    const installed = await Promise.all(FILES.map(read));
    mendPostgres(root);
    expect(await Promise.all(FILES.map(read))).toEqual(installed);
  });

  it("an unknown source stops the installation", async () => {
    const file = join(root, "node_modules/postgres/src/connection.js");
    await writeFile(file, (await readFile(file, "utf8")).replaceAll("nextWriteTimer", "laterWrite"));
    expect(() => mendPostgres(root)).toThrow(/connection\.js is not the postgres\.js 3\.4\.9/);
  });
});
