import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scopeFor } from "@/lib/auth/permissions";
import { scopes } from "@/lib/auth/scopes";
import { env } from "@/lib/env";
import { operationOf } from "@/lib/http/operation";
import { makeKey } from "../../support/api-keys";
import { database } from "../../support/database";
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

// The vendor's control address of a call under way: it does what it is told.
const vendor = createServer((_request, response) => response.writeHead(200).end("{}"));
const configured = env();
const { VAPI_BASE_URL } = configured;
beforeAll(async () => {
  await new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve));
  configured.VAPI_BASE_URL = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  process.env.VAPI_BASE_URL = configured.VAPI_BASE_URL;
});
afterAll(() => {
  configured.VAPI_BASE_URL = VAPI_BASE_URL;
  vendor.close();
});

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
