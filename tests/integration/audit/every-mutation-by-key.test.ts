import { describe, expect, test } from "vitest";
import { scopeFor } from "@/lib/auth/permissions";
import { scopes } from "@/lib/auth/scopes";
import { operationOf } from "@/lib/http/operation";
import { makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
import { obedientVapi } from "../../support/obedient-vapi";
import type { TestOrganization } from "../../support/organization";
import { mutatingHandlers, sendWith } from "./call-product";
import { MUTATIONS } from "./mutations";

/** What programs change, they change by their scope and under their own name (S19). */
const handlers = await mutatingHandlers();

/** Whose words they are alone may change them: a key its own notes, and the note of this change is a person's (132). */
const AUTHORS = ["PATCH /notes/[id]"];

const open = Object.entries(MUTATIONS).flatMap(([name, mutation]) => {
  if (AUTHORS.includes(name)) return [];
  const handler = handlers.get(name);
  const can = handler && operationOf(handler)?.can;
  const scope = can ? scopeFor(can) : null;
  return handler && scope && !("without" in mutation) ? [{ name, mutation, handler, scope }] : [];
});

obedientVapi();

const entriesOf = (org: TestOrganization, keyId: string) => database()<{ action: string; actor_type: string }[]>`
  select action, actor_type from public.audit_log where org_id = ${org.id} and actor_id = ${keyId} order by seq`;

describe("a key with the one scope acts under its own name, and one with all others is refused and changes nothing", () => {
  test.each(open)("$name ($scope)", async ({ name, mutation, handler, scope }) => {
    const change = await mutation.change();
    const { org } = change;
    const others = await makeKey(
      org,
      scopes.filter((other) => other !== scope),
    );
    const refused = await sendWith(others.token, handler, name, change);
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining(`lacks the scope ${scope}`)]);
    expect(await entriesOf(org, others.id)).toEqual([]);

    // Another secret of an agent wants a grave scope beside the one for changing it.
    const sometimes = operationOf(handler)?.sometimes;
    const graver = sometimes && scopeFor(sometimes);
    const alone = await makeKey(org, graver ? [scope, graver] : [scope]);
    const answer = await sendWith(alone.token, handler, name, change);
    expect(answer.status, answer.text).toBeLessThan(300);
    expect(await entriesOf(org, alone.id)).toEqual([{ action: mutation.action, actor_type: "api_key" }]);
  });
});

test("is most of what can be changed", () => {
  expect(open.length).toBeGreaterThan(25);
});
