import { database } from "../../support/database";

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

type Post = (path: string, body: object) => Promise<{ id: string; token?: string }>;

/** What an organization's settings show once it is settled in: credentials, API keys and domains in every state. */
export async function furnish(base: string, slug: string, cookie: string): Promise<void> {
  const post: Post = async (path, body) => {
    const answer = await fetch(`${base}/api/v1/orgs/${slug}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string; token?: string };
  };
  await keepCredentials(post);
  await makeApiKeys(post, `${base}/api/v1/orgs/${slug}/calls`);
  await addDomains(post, slug);
}

/** One in use with its predecessor, one that its vendor refused, one whose vendor cannot be asked, one expired, one soon. */
async function keepCredentials(post: Post): Promise<void> {
  const keep = (kind: string, label: string, secret: string, expires_at?: string) =>
    post("/credentials", { kind, label, secret, ...(expires_at && { expires_at }) });
  const first = await keep("retell", "Clinic workspace", "key_0123456789abcdef4711");
  await post(`/credentials/${first.id}/rotation`, { secret: "key_0123456789abcdef0815" });
  const doubtful = await keep("vapi", "Vapi", "0123456789abcdef-2342");
  await post(`/credentials/${doubtful.id}/verification`, {});
  await keep("boberdoo", "Lead partners", "src-0123456789-abcdefgh");
  const lapsed = await keep("openai", "Summaries", "sk-0123456789abcdef-9001", inDays(1));
  await database()`update public.credentials set expires_at = now() - interval '1 day' where id = ${lapsed.id}`;
  await keep("twilio", "Text messages", `AC${"0123456789abcdef".repeat(2)}:fedcba9876543210`, inDays(6));
}

/** One in use from an office, with its predecessor; one about to expire; one revoked. */
async function makeApiKeys(post: Post, calls: string): Promise<void> {
  const gone = await post("/api_keys", { name: "Old export", scopes: ["calls:read"], expires_at: null });
  await post(`/api_keys/${gone.id}/revocation`, {});
  await post("/api_keys", { name: "Monthly report", scopes: ["calls:read", "prices:read"], expires_at: inDays(9) });
  const first = await post("/api_keys", {
    ...{ name: "Booking system", scopes: ["calls:read", "notes:read", "notes:write", "agents:read"] },
    ...{ expires_at: inDays(200), allowed_networks: ["127.0.0.0/8"], requests_per_minute: 120 },
  });
  const { token } = await post(`/api_keys/${first.id}/rotation`, {});
  for (let n = 0; n < 3; n++) await fetch(calls, { headers: { authorization: `Bearer ${token}` } });
}

/** One that waits, one that lost its record, one that stopped to lead here for that. */
async function addDomains(post: Post, slug: string): Promise<void> {
  for (const name of ["old", "lost", "calls"]) await post("/domains", { hostname: `${name}.${slug}.example.com` });
  await database()`
    update public.domains set lapsed_at = now() - interval '2 days', checked_at = now(), problem = 'There is no record any more.'
    where hostname = ${`old.${slug}.example.com`}`;
  await database()`
    update public.domains set verified_at = now() - interval '90 days', missing_since = now() - interval '1 day',
      checked_at = now(), problem = 'There is no record any more.'
    where hostname = ${`lost.${slug}.example.com`}`;
}
