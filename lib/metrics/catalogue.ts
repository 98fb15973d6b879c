import { counter, histogram } from "./series";

/** Every counter and histogram there is, in one table. Names and units follow the Prometheus conventions. */

/** Upper bounds of what people and vendors wait for, in seconds. */
export const REQUEST_BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;
const DATABASE_BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 10] as const;
const JOB_BOUNDS = [0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300] as const;

export const httpRequests = counter({
  name: "foyer_http_requests_total",
  help: "Requests answered by route handlers, and pages read for a reader, by pattern, method and status.",
  labels: ["route", "method", "status"],
  hour: ([, , status = "0"]) => `http|${status.slice(0, 1)}xx`,
});

export const httpDuration = histogram({
  name: "foyer_http_request_duration_seconds",
  help: "Time from a request's arrival at its handler until the answer is ready (of a stream: until it starts); of a page, of all it reads.",
  labels: ["route", "method"],
  bounds: REQUEST_BOUNDS,
  hour: () => "http_duration",
});

export const httpErrors = counter({
  name: "foyer_http_errors_total",
  help: "Requests refused or failed, by the code in the error body.",
  labels: ["code"],
  hour: ([code]) => `error|${code}`,
});

export const pageErrors = counter({
  name: "foyer_page_errors_total",
  help: "Errors that reached Next.js itself: pages, layouts and whatever no wrapper caught.",
  labels: ["route"],
  hour: () => "error|page",
});

export const rateLimited = counter({
  name: "foyer_rate_limited_requests_total",
  help: "Requests refused with 429, by tier of the rate limits.",
  labels: ["tier"],
  hour: ([tier]) => `limited|${tier}`,
});

export const deliveries = counter({
  name: "foyer_webhook_deliveries_total",
  help: "Vendor deliveries by vendor and outcome: applied, duplicate, unusable, failed, received, refused, not_configured, error, unknown_sender.",
  labels: ["provider", "outcome"],
  hour: ([provider, outcome]) => `delivery|${provider}|${outcome}`,
});

export const deliveryDuration = histogram({
  name: "foyer_webhook_delivery_duration_seconds",
  help: "Time from an authentic delivery's receipt until it is committed.",
  labels: ["provider"],
  bounds: REQUEST_BOUNDS,
  hour: ([provider]) => `delivery_duration|${provider}`,
});

export const deliveryVisible = histogram({
  name: "foyer_webhook_visible_seconds",
  help: "Time from a delivery's receipt until its fact goes out to the dashboards that are watching.",
  labels: ["provider"],
  bounds: REQUEST_BOUNDS,
  hour: ([provider]) => `visible|${provider}`,
});

export const agentDeliveries = counter({
  name: "foyer_agent_deliveries",
  help: "Vendor deliveries by agent and outcome.",
  labels: ["agent_id", "outcome"],
  store: "agents",
  most: 5_000,
});

export const agentVisible = histogram({
  name: "foyer_agent_visible_seconds",
  help: "Time from receipt until the fact goes out to watching dashboards, by agent.",
  labels: ["agent_id"],
  bounds: REQUEST_BOUNDS,
  store: "agents",
});

export const agentDuration = histogram({
  name: "foyer_agent_delivery_duration_seconds",
  help: "Time from receipt until committed, by agent.",
  labels: ["agent_id"],
  bounds: REQUEST_BOUNDS,
  store: "agents",
});

export const transactions = counter({
  name: "foyer_database_transactions_total",
  help: "Transactions by role (tenant, operator) and outcome (committed, failed).",
  labels: ["role", "outcome"],
});

export const transactionDuration = histogram({
  name: "foyer_database_transaction_duration_seconds",
  help: "Time a transaction held its connection.",
  labels: ["role"],
  bounds: DATABASE_BOUNDS,
});

export const connectionWait = histogram({
  name: "foyer_database_connection_wait_seconds",
  help: "Time until the pool had a connection free and the transaction was open.",
  labels: ["role"],
  bounds: DATABASE_BOUNDS,
});

export const jobs = counter({
  name: "foyer_jobs_total",
  help: "Attempts of jobs by job and outcome (completed, failed).",
  labels: ["job", "outcome"],
  hour: ([job, outcome]) => `job|${job}|${outcome}`,
});

export const jobDuration = histogram({
  name: "foyer_job_duration_seconds",
  help: "Time an attempt of a job took.",
  labels: ["job"],
  bounds: JOB_BOUNDS,
});

export const cacheReads = counter({
  name: "foyer_cache_reads_total",
  help: "Reads of the cache by namespace and outcome: process, joined, redis, waited (hits), miss.",
  labels: ["namespace", "outcome"],
  hour: ([namespace, outcome]) => `cache|${namespace}|${outcome === "miss" ? "miss" : "hit"}`,
});

export const cacheDuration = histogram({
  name: "foyer_cache_read_duration_seconds",
  help: "Time of a read of the cache, by namespace and whether it was a hit or a miss (which includes asking the source).",
  labels: ["namespace", "result"],
  bounds: [0.0001, 0.00025, ...DATABASE_BOUNDS],
});
