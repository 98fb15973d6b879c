import { type CacheStats, readCacheStats } from "../cache/read-cache-stats";
import { withOperatorRole } from "../db/tenant";
import { type Queues, readQueues } from "../jobs/read-queues";
import type { InstanceVitals } from "../metrics/instance";
import { readInstances } from "../metrics/read-fleet";
import { readAgentFigures, readHours } from "../metrics/read-hours";
import { type DatabaseVitals, readDatabaseVitals } from "../monitoring/database-vitals";
import { kept } from "../monitoring/kept";
import { type AgentTraffic, agentTraffic } from "./agent-traffic";
import { type FailedJob, listFailedJobs } from "./list-failed-jobs";
import { listTroubled } from "./list-organizations";
import { listStaffActs, type StaffAct } from "./list-staff-acts";
import type { OrganizationHealth } from "./schemas";
import { type SlowQuery, slowQueries } from "./slow-queries";
import { type Traffic, trafficOf } from "./traffic";

/** One part of the console: its figures, or why there are none. One part's failure is never another's. */
export type Part<T> = { data: T } | { failed: string };

/** Everything an operator sees of the running system, apart from its organizations and the deep health check. */
export type Shift = {
  generated_at: string;
  /** Those in trouble, at most 200 of them by name. */
  organizations: Part<OrganizationHealth[]>;
  traffic: Part<Traffic>;
  agents: Part<AgentTraffic[]>;
  jobs: Part<Queues & { failed: FailedJob[] }>;
  database: Part<DatabaseVitals & { slow: SlowQuery[] }>;
  cache: Part<CacheStats>;
  fleet: Part<{ scope: "fleet" | "instance"; instances: InstanceVitals[] }>;
  staff: Part<StaffAct[]>;
};

const HOURS = 24;
const MOST_ORGANIZATIONS = 200;
const REDIS_AWAY = "Redis is away: what the instances count cannot be added up.";

/** Reads every part at once, at most every four seconds and process, whoever asks. */
export const readShift = kept(4_000, async (): Promise<Shift> => {
  const [organizations, traffic, agents, jobs, database, cache, fleet, staff] = await Promise.all([
    part(() => withOperatorRole((tx) => listTroubled({ tx }, MOST_ORGANIZATIONS))),
    part(async () => {
      const hours = await readHours(HOURS);
      if (!hours) throw new PartFailure(REDIS_AWAY);
      return trafficOf(hours);
    }),
    part(async () => {
      const figures = await readAgentFigures();
      if (!figures) throw new PartFailure(REDIS_AWAY);
      return agentTraffic(figures);
    }),
    part(async () => {
      const [queues, failed] = await Promise.all([readQueues(), listFailedJobs(20)]);
      return { ...queues, failed };
    }),
    part(async () => {
      const [vitals, slow] = await Promise.all([readDatabaseVitals(), withOperatorRole((tx) => slowQueries(tx))]);
      return { ...vitals, slow: slow.slice(0, 10) };
    }),
    part(readCacheStats),
    part(readInstances),
    part(() => withOperatorRole((tx) => listStaffActs(tx))),
  ]);
  const generated_at = new Date().toISOString();
  return { generated_at, organizations, traffic, agents, jobs, database, cache, fleet, staff };
});

async function part<T>(read: () => Promise<T>): Promise<Part<T>> {
  try {
    return { data: await read() };
  } catch (error) {
    return { failed: error instanceof PartFailure ? error.message : "This could not be read just now." };
  }
}

class PartFailure extends Error {
  override readonly name = "PartFailure";
}
