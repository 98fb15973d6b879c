import { randomBytes } from "node:crypto";
import { deliverNewest } from "../../scripts/seed/deliver-newest";
import { DEMO_BUSINESSES } from "../../scripts/seed/demo-organizations";
import { makeOrganization, type SeededOrganization } from "../../scripts/seed/make-organization";
import { pastCalls } from "../../scripts/seed/past-calls";
import { makeRandom } from "../../scripts/seed/random";
import { writeBatch, writeHistory } from "../../scripts/seed/write-history";
import { database } from "./database";
import { type Member, makePerson } from "./organization";

export type BusyOrganization = SeededOrganization & { admin: Omit<Member, "role"> };

/**
 * An organization of its own with a year of calls behind it, written in bulk: about 10,000 calls a second.
 * @param options.delivered newest calls that come through the real ingest and so have deliveries and events
 * @param options.transcripts newest other calls that have a transcript
 * @param options.industry clinic (America/Chicago) or car_dealer (America/Denver); four agents, both vendors
 */
export async function makeBusyOrganization(options: {
  calls: number;
  delivered?: number;
  transcripts?: number;
  industry?: "clinic" | "car_dealer";
  seed?: number;
}): Promise<BusyOrganization> {
  const { calls, delivered = 0, transcripts = 0, industry = "clinic", seed = 1 } = options;
  const template = DEMO_BUSINESSES.find((business) => business.industry === industry);
  if (!template) throw new Error(`There is no demo business of the industry ${industry}`);
  const mark = randomBytes(5).toString("hex");
  const now = Date.now();
  const random = makeRandom(`${seed} ${mark}`);
  const recordingsUrl = `${process.env.SANDBOX_URL ?? "http://127.0.0.1"}/recordings`;

  const admin = await makePerson();
  const business = { ...template, slug: `busy-${mark}`, name: `Busy ${mark}` };
  const organization = await makeOrganization(
    database(),
    business,
    { admin_id: admin.userId, viewer_ids: [] },
    { now, random },
  );
  const all = [...pastCalls(organization, { count: calls, now, recordingsUrl, random })];
  const newest = delivered > 0 ? all.splice(-delivered) : [];
  await writeHistory((batch) => writeBatch(database(), batch), all, { now, count: all.length, transcripts });
  await deliverNewest(database(), organization, newest, { recordingsUrl, random });
  await database().unsafe("analyze public.calls, public.call_hourly_stats, public.inbound_events, public.events");
  return { ...organization, admin };
}
