import { describe, expect, test } from "vitest";
import { actorTypeOf } from "@/lib/auth/actor-type-of";
import type { Actor } from "@/lib/auth/context";
import {
  can,
  lesserRole,
  may,
  onlyLetsRead,
  type Permission,
  peopleBecause,
  permissions,
  ROLES_BY_RANK,
  scopeFor,
} from "@/lib/auth/permissions";
import { isGrave, onlyReads, SCOPES, scopes } from "@/lib/auth/scopes";

const person = (role: "super_admin" | "org_admin" | "org_viewer"): Actor => ({ type: "user", id: "user", role });

/** What a viewer may: everything else is an admin's. Written out, so that a new line in the table is a decision here too. */
const VIEWERS: Permission[] = [
  ...(["calls.read", "calls.export", "agents.read", "deliveries.read", "views.read", "views.own"] as const),
  ...(["members.read", "organization.read", "protection.read", "notes.read", "mentions.read"] as const),
  ...(["domains.read", "credentials.read"] as const),
];

/** What no key may, with every scope there is. */
const PEOPLES: Permission[] = [
  ...(["views.own", "views.share", "members.write", "ownership.transfer", "protection.write"] as const),
  ...(["admin_networks.write", "second_factor_rule.write", "mentions.read"] as const),
  ...(["credentials.write", "api_keys.write"] as const),
];

/** Who belongs here and what opens doors is not for platform staff to settle, who are guests. */
const NOT_STAFFS: Permission[] = [
  ...(["members.write", "members.remove", "invitations.read", "ownership.transfer"] as const),
  ...(["credentials.write", "credentials.verify", "api_keys.write", "api_keys.revoke"] as const),
];

const sorted = (list: readonly Permission[]) => [...list].sort();

describe("who may do what", () => {
  test("a viewer reads, and only what is not an admin's; an admin may do everything here, staff who visit not quite", () => {
    const known = new Set<Permission>([...VIEWERS, ...permissions]);
    expect(sorted(permissions.filter((each) => can("org_viewer", each)))).toEqual(
      sorted([...known].filter((each) => VIEWERS.includes(each))),
    );
    expect(permissions.filter((each) => !can("org_admin", each))).toEqual([]);
    expect(sorted(permissions.filter((each) => !can("super_admin", each)))).toEqual(sorted(NOT_STAFFS));
    expect(permissions.filter((each) => can("nobody" as "org_viewer", each))).toEqual([]);
  });

  test("of two roles the lesser may nothing that the other may not", () => {
    for (const one of ROLES_BY_RANK) {
      for (const other of ROLES_BY_RANK) {
        const lesser = lesserRole(one, other);
        expect([one, other]).toContain(lesser);
        expect(lesser).toBe(lesserRole(other, one));
        expect(permissions.filter((each) => can(lesser, each) && !(can(one, each) && can(other, each)))).toEqual([]);
      }
    }
  });

  test("what is a person's to decide has no scope; everything else has one that exists", () => {
    const without = permissions.filter((each) => scopeFor(each) === null);
    expect(sorted(without)).toEqual(sorted(PEOPLES));
    for (const each of permissions) {
      if (without.includes(each)) expect(peopleBecause(each), each).toMatch(/^[A-Z].{20,}\.$/);
      else expect(peopleBecause(each), each).toBeNull();
    }
    for (const each of permissions) {
      const scope = scopeFor(each);
      if (scope !== null) expect(scopes).toContain(scope);
    }
    const used = new Set(permissions.map(scopeFor));
    expect(scopes.filter((scope) => !used.has(scope))).toEqual([]);
  });

  test("a key may exactly what its scopes say, and a role is none of its business", () => {
    for (const each of permissions) {
      const scope = scopeFor(each);
      expect(may({ type: "api_key", id: "key", scopes }, each)).toBe(scope !== null);
      expect(may({ type: "api_key", id: "key", scopes: [] }, each)).toBe(false);
      const others = scopes.filter((other) => other !== scope);
      expect(may({ type: "api_key", id: "key", scopes: others }, each)).toBe(false);
    }
  });

  test("a person may what their role may; jobs and vendors ask nobody", () => {
    expect(may(person("org_viewer"), "calls.read")).toBe(true);
    expect(may(person("org_viewer"), "calls.write")).toBe(false);
    expect(may(person("org_admin"), "calls.write")).toBe(true);
    for (const type of ["job", "vendor", "operator"] as const)
      expect(permissions.filter((each) => may({ type, id: "x" }, each))).toEqual([]);
  });

  test("staff whose visit is for looking only read, whatever their role would let them do", () => {
    const looking = { type: "user", id: "user", role: "super_admin", readsOnly: true } as const;
    const allowed = permissions.filter((each) => may(looking, each));
    expect(allowed).toEqual(permissions.filter((each) => can("super_admin", each) && /\.(read|read_raw)$/.test(each)));
    expect(allowed).toEqual(expect.arrayContaining(["calls.read", "deliveries.read_raw", "audit.read"]));
    expect(may({ ...looking, role: "org_viewer" }, "deliveries.read_raw")).toBe(false);
    expect(may({ ...looking, readsOnly: false }, "calls.write")).toBe(true);
    expect(permissions.filter(onlyLetsRead)).not.toEqual(expect.arrayContaining(["calls.export"]));
  });

  test("what nobody but a person may takes no key, even one that somebody has written a false scope into", () => {
    const forged: Actor = { type: "api_key", id: "key", scopes: [null as never] };
    expect(permissions.filter((each) => may(forged, each))).toEqual([]);
  });

  test("grave are taking away calls or log, an agent's end or secret, removing a member, and nothing else", () => {
    const takingAway = ["calls:export", "audit:export"];
    expect(scopes.filter(isGrave).sort()).toEqual(
      [...takingAway, "agents:delete", "agents:secret", "members:remove"].sort(),
    );
  });

  test("a scope that reads is held to reading, and every scope says what it is for", () => {
    for (const scope of scopes.filter((each) => each.endsWith(":read"))) expect(onlyReads(scope), scope).toBe(true);
    for (const scope of scopes.filter((each) => /:(write|steer|secret|delete|remove|verify|revoke)$/.test(each)))
      expect(onlyReads(scope), scope).toBe(false);
    for (const scope of scopes.filter((each) => each.endsWith(":export"))) expect(onlyReads(scope), scope).toBe(true);
    expect(scopes.filter((scope) => !onlyReads(scope)).length).toBeGreaterThan(4);
    for (const words of Object.values(SCOPES)) expect(words.length).toBeGreaterThan(5);
  });
});

test("platform staff inside an organization are operators in its history; everybody else is who they are", () => {
  expect(actorTypeOf(person("super_admin"))).toBe("operator");
  expect(actorTypeOf(person("org_admin"))).toBe("user");
  expect(actorTypeOf({ type: "api_key", id: "key", scopes: [] })).toBe("api_key");
  expect(actorTypeOf({ type: "job", id: "job" })).toBe("job");
});
