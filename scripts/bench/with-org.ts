import postgres from "postgres";
import { createPerson } from "../stack/auth/create-person";
import type { BenchAgent } from "./bench-agent";
import { measureInTurns, ms } from "./measure";
import type { Figure } from "./report";

const TURNS = 240;
/** Each asks fewer times than a minute allows one person. */
const MEMBERS = 3;

/**
 * What `withOrg` costs: the smallest answer a member gets (session, membership, limits, a tenant's transaction and one row)
 * against a bare route of the same server, over HTTP and in turns.
 */
export async function benchWithOrg(agent: BenchAgent, databaseUrl: string, appUrl: string): Promise<Figure[]> {
  const cookies = await Promise.all(
    (await makeMembers(agent, databaseUrl)).map((email) => signIn(appUrl, email, agent.password)),
  );
  const ask = (path: string) => async (turn: number) => {
    const cookie = cookies[turn % MEMBERS] ?? "";
    const answer = await fetch(`${appUrl}${path}`, { headers: { cookie } });
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    await answer.text();
  };
  const { bare, organization } = await measureInTurns(
    { bare: ask("/api/noop"), organization: ask(`/api/v1/orgs/${agent.slug}/price`) },
    TURNS,
  );
  return [
    {
      name: "The smallest answer to a member, against a bare route",
      value: organization.p50 / bare.p50,
      unit: "ratio",
      detail: `p50 ${ms(organization.p50)} against ${ms(bare.p50)}, p95 ${ms(organization.p95)} against ${ms(bare.p95)}`,
    },
  ];
}

async function makeMembers(agent: BenchAgent, databaseUrl: string): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const emails = Array.from({ length: MEMBERS }, (_, index) => `${agent.slug}-${index}@example.com`);
  for (const email of emails) {
    const userId = await createPerson(sql, { email, password: agent.password, full_name: "Bench" }, 4);
    await sql`insert into memberships (org_id, user_id, role) values (${agent.orgId}, ${userId}, 'org_admin')`;
  }
  await sql.end();
  return emails;
}

async function signIn(appUrl: string, email: string, password: string): Promise<string> {
  const answer = await fetch(`${appUrl}/api/auth/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: appUrl },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(";")))
    .join("; ");
}
