import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { makeScratchDatabase } from "../../support/scratch-database";

const check = (url: string) =>
  promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/generate-types.ts", "--check"], {
    env: { ...process.env, DATABASE_DIRECT_URL: url },
  }).then(
    () => "fresh",
    (error: { stderr: string }) => error.stderr,
  );

test("lib/db/database.ts is what the migrations make, and a column more would be noticed", async () => {
  const scratch = await makeScratchDatabase();
  try {
    expect(await check(scratch.url)).toBe("fresh");
    await scratch.sql.unsafe("alter table public.calls add column mood text");
    expect(await check(scratch.url)).toContain("npm run types");
  } finally {
    await scratch.drop();
  }
});
