import { describe, expect, test } from "vitest";
import { keyCharges } from "@/lib/http/key-charges";
import { personCharges } from "@/lib/http/person-charges";
import type { Tier } from "@/lib/redis/tiers";

const READ = new Request("http://localhost:3000/");
const CHANGE = new Request("http://localhost:3000/", { method: "POST" });

describe("what a person's request costs", () => {
  const session = { state: "good", has_second_factor: true, is_operator: false } as const;
  const member = { userId: "user", session, membership: { org_id: "org" } };
  const cost = (request: Request, extra?: Tier, caller: Parameters<typeof personCharges>[1] = member) =>
    personCharges(request, caller, extra);

  test("is a read or a change of their own, and one of their organization", () => {
    expect(cost(READ)).toEqual([
      { tier: "api.user.reads", who: "user" },
      { tier: "api.organization.reads", who: "org" },
    ]);
    expect(cost(CHANGE)).toEqual([
      { tier: "api.user", who: "user" },
      { tier: "api.organization", who: "org" },
    ]);
  });

  test("outside of an organization is their own alone", () => {
    expect(cost(CHANGE, undefined, { userId: "user", session })).toEqual([{ tier: "api.user", who: "user" }]);
  });

  test("is nothing for platform staff, in an organization and outside of one", () => {
    const operator = { ...member, session: { ...session, is_operator: true } };
    expect(cost(CHANGE, "mails", operator)).toEqual([]);
    expect(cost(CHANGE, undefined, { ...operator, membership: undefined })).toEqual([]);
  });

  test("is what everybody's costs for staff whose session has yet to show the second factor", () => {
    for (const lacking of [{ state: "code_needed" as const }, { has_second_factor: false }]) {
      const half = { ...member, session: { ...session, is_operator: true, ...lacking } };
      expect(cost(CHANGE, undefined, half)).toEqual(cost(CHANGE));
    }
  });

  test("is one stream alone where a stream is opened, whatever was read before", () => {
    expect(cost(READ, "live.user")).toEqual([{ tier: "live.user", who: "user" }]);
  });

  test("is one more of a route's own: letters are the organization's, everything else the person's", () => {
    expect(cost(CHANGE, "mails").at(-1)).toEqual({ tier: "mails", who: "org" });
    expect(cost(CHANGE, "mails", { userId: "user", session }).at(-1)).toEqual({ tier: "mails", who: "user" });
    expect(cost(READ, "exports")).toHaveLength(3);
    expect(cost(READ, "exports").at(-1)).toEqual({ tier: "exports", who: "user" });
    expect(cost(CHANGE, "uploads")).toHaveLength(3);
    expect(cost(CHANGE, "uploads").at(-1)).toEqual({ tier: "uploads", who: "user" });
  });
});

describe("what a program's request costs", () => {
  const org = {
    id: "org",
    slug: "x",
    name: "X",
    industry: "clinic",
    time_zone: "UTC",
    currency: "USD",
    colour: "teal",
  };
  const key = { key_id: "key", requests_per_minute: 7, org } as Parameters<typeof keyCharges>[1];

  test("is one of the key's own, by its own figure, and one of all keys of the organization", () => {
    expect(keyCharges(READ, key)).toEqual([
      { tier: "api.key", who: "key", limit: 7 },
      { tier: "api.keys.reads", who: "org" },
    ]);
    expect(keyCharges(CHANGE, { ...key, requests_per_minute: null })).toEqual([
      { tier: "api.key", who: "key", limit: undefined },
      { tier: "api.key.changes", who: "key" },
      { tier: "api.keys", who: "org" },
    ]);
  });

  test("is one stream alone where a stream is opened, and a route's own is the organization's", () => {
    expect(keyCharges(READ, key, "live.user")).toEqual([{ tier: "live.user", who: "key" }]);
    expect(keyCharges(CHANGE, key, "mails").at(-1)).toEqual({ tier: "mails", who: "org" });
    expect(keyCharges(CHANGE, key, "mails")).toHaveLength(4);
    expect(keyCharges(READ, key, "exports").at(-1)).toEqual({ tier: "exports", who: "org" });
  });
});
