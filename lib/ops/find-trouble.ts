import type { InstanceVitals } from "../metrics/instance";
import type { Health } from "../monitoring/check-health";
import type { AgentTraffic } from "./agent-traffic";
import type { Part, Shift } from "./read-shift";
import type { OrganizationHealth } from "./schemas";
import type { Traffic } from "./traffic";
import { troubleInHealth } from "./trouble-in-health";
import { troubleInSilence, type Unanswered } from "./trouble-in-silence";

/** Something an operator should look at: what, since when if known, and what to do about it. */
export type Trouble = {
  key: string;
  severity: "bad" | "warn";
  title: string;
  advice: string;
  since?: string;
  link?: { label: string; href: string };
};

const SLOW_VISIBLE_MS = 1_000;
const FEWEST_REQUESTS = 20;
const LOOP_LAG_MS = 250;

/**
 * Everything that is wrong, worst first. Silence is not health: what could not be read is trouble too.
 * @param health undefined while it was never answered
 * @param unanswered what did not answer the last time it was asked, so that only older figures are known, or none
 */
export function findTrouble(shift: Shift, health: Health | undefined, unanswered: Unanswered = {}): Trouble[] {
  const found = [
    ...troubleInSilence(shift, health, unanswered),
    ...(health ? troubleInHealth(health) : []),
    ...of(shift.traffic, inTraffic),
    ...of(shift.agents, inAgents),
    ...of(shift.organizations, inOrganizations),
    ...of(shift.jobs, inJobs),
    ...of(shift.database, inDatabase),
    ...of(shift.fleet, inFleet),
  ];
  return found.toSorted((a, b) => Number(a.severity === "warn") - Number(b.severity === "warn"));
}

function of<T>(part: Part<T>, look: (data: T) => Trouble[]): Trouble[] {
  return "data" in part ? look(part.data) : [];
}

function inTraffic({ hours, vendors, recent_since }: Traffic): Trouble[] {
  const recent = hours.slice(-2);
  const requests = recent.reduce((sum, hour) => sum + hour.requests, 0);
  const failed = recent.reduce((sum, hour) => sum + hour.failed, 0);
  const trouble: Trouble[] = [];
  if (failed > 0 && requests >= FEWEST_REQUESTS && failed / requests > 0.01) {
    trouble.push({
      key: "requests",
      severity: "bad",
      title: `${share(failed, requests)} of requests failed on our side`,
      since: recent_since,
      advice:
        "Look at the kinds of errors below, then at Sentry for the stack. A release just before it? Roll it back.",
      link: { label: "Errors", href: "#traffic" },
    });
  }
  for (const { provider, recent: outcomes, p95_committed_ms, p95_visible_ms } of vendors) {
    if (outcomes.failed > 0) {
      trouble.push({
        key: `failed ${provider}`,
        severity: "bad",
        title: `${outcomes.failed} ${named(provider)} deliveries failed on our side`,
        since: recent_since,
        advice: "They are kept and tried again by themselves; the inbox of the organization shows why.",
        link: { label: "Webhooks", href: "#webhooks" },
      });
    }
    if (p95_committed_ms !== null && p95_committed_ms > SLOW_VISIBLE_MS) {
      trouble.push({
        key: `slow ${provider}`,
        severity: "warn",
        title: `${named(provider)} waits long for our answer: p95 ${p95_committed_ms} ms until a delivery is kept`,
        since: recent_since,
        advice: "A vendor gives up after some seconds and sends again. Look at the database and at the instances.",
        link: { label: "Database", href: "#database" },
      });
    }
    if (p95_visible_ms !== null && p95_visible_ms > SLOW_VISIBLE_MS) {
      trouble.push({
        key: `visible ${provider}`,
        severity: "warn",
        title: `${named(provider)} calls reach dashboards late: p95 ${p95_visible_ms} ms`,
        since: recent_since,
        advice: "Look at the database's connections and slow statements, and at the event loop of the instances.",
        link: { label: "Database", href: "#database" },
      });
    }
  }
  return trouble;
}

const MOST_AGENTS = 3;

function inAgents(agents: AgentTraffic[]): Trouble[] {
  const refusing = agents.filter(({ refused }) => refused > 0);
  const named = refusing.slice(0, MOST_AGENTS).map(
    ({ agent_id, name, org_name, org_slug, refused, total }): Trouble => ({
      key: `agent ${agent_id}`,
      severity: refused === total ? "bad" : "warn",
      title: `${refused} of ${total} deliveries to ${name} (${org_name}) were refused`,
      advice:
        "The signature does not fit the saved secret. Was it changed at the vendor? Save the new one on the agent's page.",
      link: { label: "Open the agent", href: `/${org_slug}/agents/${agent_id}` },
    }),
  );
  const others = refusing.length - named.length;
  if (others === 0) return named;
  return [
    ...named,
    {
      key: "other agents",
      severity: "warn",
      title: `Deliveries to ${counted(others, "more agent")} were refused`,
      advice: "The same advice holds; the table of agents has them in this order.",
      link: { label: "Webhooks", href: "#webhooks" },
    },
  ];
}

function inJobs({ dead_letters }: { dead_letters: number }): Trouble[] {
  if (dead_letters === 0) return [];
  return [
    {
      key: "jobs",
      severity: "warn",
      title: dead_letters === 1 ? "1 job failed for good" : `${dead_letters} jobs failed for good`,
      advice: "Read the reason, mend it, then give the job another try.",
      link: { label: "Failed jobs", href: "#jobs" },
    },
  ];
}

const MOST_ORGANIZATIONS = 3;

function inOrganizations(organizations: OrganizationHealth[]): Trouble[] {
  const named = organizations.slice(0, MOST_ORGANIZATIONS).map((org): Trouble => {
    const reasons = [
      ...(org.failing_agents > 0 ? [counted(org.failing_agents, "failing agent")] : []),
      ...(org.failed_deliveries > 0 ? [counted(org.failed_deliveries, "failed delivery", "failed deliveries")] : []),
      ...(org.missing_calls > 0 ? [counted(org.missing_calls, "missing call")] : []),
    ];
    return {
      key: `organization ${org.id}`,
      severity: "warn",
      title: `${org.name} has ${reasons.join(", ")}`,
      advice: "Its overview names each and what mends it.",
      link: { label: "Open the organization", href: `/${org.slug}/overview` },
    };
  });
  const others = organizations.length - named.length;
  if (others === 0) return named;
  return [
    ...named,
    {
      key: "other organizations",
      severity: "warn",
      title: `${counted(others, "more organization")} ${others === 1 ? "needs" : "need"} a look`,
      advice: "Failing agents, failed deliveries or missing calls: the list of organizations marks them.",
      link: { label: "Organizations", href: "#organizations" },
    },
  ];
}

function counted(count: number, word: string, plural = `${word}s`): string {
  return `${count} ${count === 1 ? word : plural}`;
}

type Database = Extract<Shift["database"], { data: unknown }>["data"];

function inDatabase({ connections, max_connections, longest_transaction_s, waiting_for_locks }: Database): Trouble[] {
  const trouble: Trouble[] = [];
  if (connections > max_connections * 0.8) {
    trouble.push({
      key: "connections",
      severity: "bad",
      title: `${connections} of ${max_connections} database connections are taken`,
      advice: "New requests will soon wait. Lower DATABASE_POOL_SIZE, or use the transaction pooler.",
      link: { label: "Database", href: "#database" },
    });
  }
  if (longest_transaction_s > 60) {
    trouble.push({
      key: "transaction",
      severity: "warn",
      title: `A transaction has been open for ${Math.round(longest_transaction_s)} s`,
      advice: `It holds back cleaning${waiting_for_locks > 0 ? ` and ${waiting_for_locks} others wait for locks` : ""}. Find it in pg_stat_activity.`,
      link: { label: "Database", href: "#database" },
    });
  }
  return trouble;
}

function inFleet({ instances }: { instances: InstanceVitals[] }): Trouble[] {
  return instances.flatMap(({ id, heap_used_bytes, heap_limit_bytes, event_loop_p99_ms, pool_waiting, pool_size }) => {
    const reasons = [
      ...(heap_used_bytes > heap_limit_bytes * 0.85 ? ["its heap is nearly full"] : []),
      ...(event_loop_p99_ms > LOOP_LAG_MS ? [`its event loop is ${Math.round(event_loop_p99_ms)} ms late`] : []),
      ...(pool_waiting > pool_size ? [`${pool_waiting} transactions wait for a connection`] : []),
    ];
    if (reasons.length === 0) return [];
    return [
      {
        key: `instance ${id}`,
        severity: "warn" as const,
        title: `Instance ${id} is under pressure: ${reasons.join(", ")}`,
        advice: "If all of them are, more instances or less work; if it is one, restart it.",
        link: { label: "Instances", href: "#instances" },
      },
    ];
  });
}

function named(provider: string): string {
  return provider.slice(0, 1).toUpperCase() + provider.slice(1);
}

function share(part: number, whole: number): string {
  return `${Math.max(1, Math.round((part / whole) * 100))}%`;
}
