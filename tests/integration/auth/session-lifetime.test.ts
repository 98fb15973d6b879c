import { describe, expect, test } from "vitest";
import { database } from "../../support/database";
import { makePerson } from "../../support/organization";
import { mine } from "../../support/second-factor";

describe("a session", () => {
  const age = (column: string, interval: string, userId: string) =>
    database().unsafe(`update auth.sessions set ${column} = now() - $1::interval where user_id = $2`, [
      interval,
      userId,
    ]);
  const seen = (userId: string, ago: string) => database()`
    insert into private.sessions (id, user_id, seen_at, proved_at)
    select id, user_id, now() - ${ago}::interval, now() from auth.sessions where user_id = ${userId}`;

  test("ends thirty days after it began, and is gone at the auth server as well", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await age("created_at", "29 days 23 hours", person.userId);
    await seen(person.userId, "6 days");
    expect((await mine(cookie)).status).toBe(200);
    const other = await makePerson();
    const old = await other.cookie();
    await age("created_at", "30 days 1 minute", other.userId);
    await seen(other.userId, "6 days");
    expect((await mine(old)).status).toBe(401);
    expect(await database()`select 1 from auth.sessions where user_id = ${other.userId}`).toEqual([]);
  });

  test("ends after seven days unused", async () => {
    const person = await makePerson();
    const cookie = await person.cookie();
    await age("created_at", "7 days 1 hour", person.userId);
    expect((await mine(cookie)).status).toBe(401);
  });

  test("used within the week lives on", async () => {
    const [person, other] = [await makePerson(), await makePerson()];
    for (const [each, unused, status] of [
      [person, "6 days", 200],
      [other, "8 days", 401],
    ] as const) {
      const cookie = await each.cookie();
      await age("created_at", "20 days", each.userId);
      await seen(each.userId, unused);
      expect((await mine(cookie)).status).toBe(status);
    }
  });
});
