import postgres from "postgres";
import { expect, it, onTestFinished } from "vitest";
import { openSeverableRoad } from "../../support/severable-road";

/** A pool whose first connections break while the driver asks for the array types, before its first query. */
async function connectWithBreaks(breaks: number, settings: Record<string, string> = {}) {
  const database = new URL(process.env.DATABASE_URL ?? "");
  let left = breaks;
  const road = await openSeverableRoad(database.href, (bytes) => {
    if (left > 0 && bytes.includes("typarray")) {
      left -= 1;
      setImmediate(() => {
        road.sever();
        setTimeout(road.mend, 200);
      });
    }
    return bytes;
  });
  onTestFinished(() => road.stop());
  database.host = new URL(road.url).host;
  const sql = postgres(database.href, { max: 1, backoff: () => 0.05, onnotice: () => {}, connection: settings });
  onTestFinished(() => sql.end({ timeout: 1 }));
  return { sql, left: () => left };
}

const readArray = (sql: postgres.Sql) => sql`select array['a', 'b']::text[] as letters`.then(([row]) => row?.letters);

it("connections that break before their first query are made again: the process lives, and queries get their own answers", async () => {
  const { sql, left } = await connectWithBreaks(3);
  await expect.poll(() => readArray(sql).catch(() => undefined)).toEqual(["a", "b"]);
  expect(left()).toBe(0);
  expect(await readArray(sql)).toEqual(["a", "b"]);
});

it("a connection that may not ask for the array types is given up: the query fails, the process lives, nothing is read as text", async () => {
  const { sql } = await connectWithBreaks(0, { statement_timeout: "1" });
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => readArray(sql).catch((error: { code: string }) => error.code)),
  );
  for (const answer of answers) expect([["a", "b"], "CONNECTION_CLOSED", "57014"]).toContainEqual(answer);
});
