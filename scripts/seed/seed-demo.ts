import type postgres from "postgres";
import { createPerson } from "../stack/auth/create-person";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../stack/demo";
import { deliverNewest } from "./deliver-newest";
import { DEMO_BUSINESSES, type DemoBusiness } from "./demo-organizations";
import { makeOrganization, type SeededOrganization } from "./make-organization";
import { pastCalls } from "./past-calls";
import { makeRandom } from "./random";
import { type HistoryThread, startHistoryThread } from "./start-history-thread";
import type { PastCall } from "./write-call";
import { writeHistory } from "./write-history";

export type SeedOptions = {
  databaseUrl: string;
  /** The same number tells the same story, relative to `now`. */
  seed: number;
  organizations: number;
  /** Calls of each organization in the year before `now`. */
  calls: number;
  /** Newest calls of each organization whose deliveries are kept as well. */
  delivered: number;
  /** Newest calls of each organization whose transcript is kept. */
  transcripts: number;
  /** Unix milliseconds. */
  now: number;
  /** Where recordings are served, without a trailing slash. */
  recordingsUrl: string;
  say(line: string): void;
};

/** Makes people, organizations, agents and a year of calls. @returns the organizations, with their secrets in plain text */
export async function seedDemo(sql: postgres.Sql, options: SeedOptions): Promise<SeededOrganization[]> {
  const people = await makePeople(sql);
  const businesses = Array.from({ length: options.organizations }, (_, index) => businessAt(index));
  const organizations: SeededOrganization[] = [];
  const threads = businesses.slice(0, SIDE_BY_SIDE).map(() => startHistoryThread(options.databaseUrl));
  try {
    while (organizations.length < businesses.length) {
      const next = businesses.slice(organizations.length, organizations.length + threads.length);
      const seeding = threads.flatMap((thread, at) =>
        next[at] ? [seedOne(sql, thread, next[at], people, options)] : [],
      );
      organizations.push(...(await Promise.all(seeding)));
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.close()));
  }
  // Beside a running server the past may have been read for the search index while it was still being written.
  await sql`delete from public.search_progress where org_id in ${sql(organizations.map(({ id }) => id))}`;
  // Without the wide columns: nobody searches by them, and sampling them takes longer than all the rest.
  await sql.unsafe(`
    analyze public.calls, public.inbound_events, public.events, public.delivery_keys, public.call_hourly_stats,
      public.agents, public.memberships, public.transcripts (org_id, call_id)`);
  return organizations;
}

/** Each with a thread and a connection of the database. */
const SIDE_BY_SIDE = 2;

async function seedOne(
  sql: postgres.Sql,
  thread: HistoryThread,
  business: DemoBusiness,
  people: People,
  options: SeedOptions,
) {
  const random = makeRandom(`${options.seed} ${business.slug}`);
  const organization = await makeOrganization(sql, business, membersOf(business, people), { now: options.now, random });
  const { past, newest } = split(
    pastCalls(organization, { ...options, count: options.calls, random, unreviewed_days: 2 }),
    options,
  );
  await writeHistory(thread.write, past, { ...options, count: options.calls - options.delivered });
  await deliverNewest(sql, organization, newest, { ...options, random });
  options.say(`${business.name}: ${options.calls.toLocaleString("en")} calls`);
  return organization;
}

type People = Record<keyof typeof DEMO_ACCOUNTS, string>;

async function makePeople(sql: postgres.Sql): Promise<People> {
  const entries = await Promise.all(
    Object.entries(DEMO_ACCOUNTS).map(async ([key, { email, full_name }]) => [
      key,
      await createPerson(sql, { email, full_name, password: DEMO_PASSWORD }),
    ]),
  );
  const people: People = Object.fromEntries(entries);
  await sql`insert into public.operators (user_id) values (${people.operator}) on conflict do nothing`;
  return people;
}

function membersOf({ speaks_for }: DemoBusiness, people: People) {
  return speaks_for === "clinic"
    ? { admin_id: people.clinicAdmin, viewer_ids: [people.clinicViewer] }
    : { admin_id: people.dealerAdmin, viewer_ids: [] };
}

/** Beyond the two of the demo, branches of the same businesses. */
function businessAt(index: number): DemoBusiness {
  const business = DEMO_BUSINESSES[index % DEMO_BUSINESSES.length];
  if (!business) throw new Error("There is no demo business");
  const branch = Math.floor(index / DEMO_BUSINESSES.length) + 1;
  return branch === 1
    ? business
    : { ...business, slug: `${business.slug}-${branch}`, name: `${business.name}, branch ${branch}` };
}

/** The newest calls are set aside while the older ones stream through. */
function split(calls: Iterable<PastCall>, options: SeedOptions): { past: Iterable<PastCall>; newest: PastCall[] } {
  const newest: PastCall[] = [];
  const older = Math.max(0, options.calls - options.delivered);
  function* past() {
    let index = 0;
    for (const call of calls) {
      if (index++ < older) yield call;
      else newest.push(call);
    }
  }
  return { past: past(), newest };
}
