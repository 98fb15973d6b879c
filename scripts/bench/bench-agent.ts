import { randomBytes, randomUUID } from "node:crypto";
import postgres from "postgres";
import { sealField } from "../../lib/crypto/sealed-field";
import { dataKeyFor } from "../database/data-key-for";
import { createPerson } from "../stack/auth/create-person";
import { signRetell } from "../stack/sandbox/retell/sign";

export type BenchAgent = {
  orgId: string;
  slug: string;
  id: string;
  url: string;
  secret: string;
  email: string;
  password: string;
};

/** An organization with one Retell agent and one admin, in an empty database. */
export async function makeBenchAgent(databaseUrl: string, appUrl: string): Promise<BenchAgent> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const slug = `bench-${randomBytes(4).toString("hex")}`;
  const email = `${slug}@example.com`;
  const password = randomBytes(12).toString("hex");
  const id = randomUUID();
  const secret = `key_${randomBytes(16).toString("hex")}`;
  const [org] = await sql<
    { id: string }[]
  >`insert into organizations (slug, name) values (${slug}, 'Bench') returning id`;
  if (!org) throw new Error("The organization was not made");
  const userId = await createPerson(sql, { email, password, full_name: "Bench" }, 4);
  await sql`insert into memberships (org_id, user_id, role) values (${org.id}, ${userId}, 'org_admin')`;
  const address = { orgId: org.id, table: "agents", column: "secret_ciphertext", rowId: id };
  const ciphertext = sealField(await dataKeyFor(sql, org.id), address, secret);
  const [agent] = await sql<{ token: string }[]>`
    insert into agents (id, org_id, provider, name, auth_scheme, secret_ciphertext, validated_at)
    values (${id}, ${org.id}, 'retell', 'Bench', 'retell_signature', ${ciphertext}, now()) returning token`;
  await sql.end();
  return { orgId: org.id, slug, id, url: `${appUrl}/webhooks/agent/${agent?.token}`, secret, email, password };
}

export type SignedBody = { body: string; headers: Record<string, string> };

/** A signed `call_ended` of a call nobody has heard of, as many bytes long as asked for. */
export function signedCallEnded(
  agent: Pick<BenchAgent, "secret">,
  bytes: number,
  call: { from_number?: string } = {},
): SignedBody {
  const now = Date.now();
  const payload = {
    event: "call_ended",
    call: {
      call_id: `call_${randomBytes(12).toString("hex")}`,
      agent_id: "agent_bench",
      agent_version: 1,
      call_type: "phone_call",
      call_status: "ended",
      direction: "inbound",
      from_number: call.from_number ?? "+12125550123",
      to_number: "+12125550100",
      start_timestamp: now - 60_000,
      end_timestamp: now,
      duration_ms: 60_000,
      disconnection_reason: "user_hangup",
      call_cost: { combined_cost: 12.5, product_costs: [{ product: "tts", cost: 12.5 }], total_duration_seconds: 60 },
      transcript_object: [] as object[],
    },
  };
  let length = JSON.stringify(payload).length;
  for (let turn = 0; length < bytes; turn++) {
    const content = `Line ${turn}: I would like to come on Thursday afternoon, if there is still a place free, please.`;
    const words = [{ word: "Line", start: turn, end: turn + 0.4 }];
    const entry = { role: turn % 2 ? "user" : "agent", content, words };
    payload.call.transcript_object.push(entry);
    length += JSON.stringify(entry).length + 1;
  }
  const body = JSON.stringify(payload);
  return {
    body,
    headers: { "content-type": "application/json", "x-retell-signature": signRetell(body, agent.secret, now) },
  };
}
