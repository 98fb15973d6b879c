/**
 * Everything that is cached, in one table. Cached is only what was measured to be dearer than asking the cache
 * (docs/decisions/042); what holds words of a call never is, because Redis holds nothing of a patient.
 */
export const namespaces = {
  /** Figures of an organization's first screen. `shape` grows with every change of what is kept. */
  overview: { layer: "redis", promise_ms: 15_000, shape: 4 },
  /** Figures of a period against the one before, by the filters asked for. */
  figures: { layer: "redis", promise_ms: 15_000, shape: 2 },
  /** Agents that may have signed a delivery, ciphertext only. */
  signing_agents: { layer: "process", promise_ms: 5_000, most: 5_000 },
  /** Open data keys of organizations, for reading what deliveries need. Never leave this process's memory. */
  data_keys: { layer: "process", promise_ms: 60_000, most: 5_000 },
  /** What opens and seals the health data of organizations, for deliveries. Never leaves this process's memory. */
  phi_vaults: { layer: "process", promise_ms: 10_000, most: 5_000 },
  /** Which organization a person's request is counted for; good for counting only. */
  memberships: { layer: "process", promise_ms: 60_000, most: 10_000 },
  /** Which key and organization a program's request is counted for; good for counting only. */
  api_keys: { layer: "process", promise_ms: 10_000, most: 10_000 },
  /** Where a session stands (over, lacking its second factor); what another instance ends is noticed this much later. */
  sessions: { layer: "process", promise_ms: 5_000, most: 10_000 },
} as const satisfies Record<
  string,
  { layer: "redis"; promise_ms: number; shape: number } | { layer: "process"; promise_ms: number; most: number }
>;

type Of<Layer> = {
  [Name in keyof typeof namespaces]: (typeof namespaces)[Name] extends { layer: Layer } ? Name : never;
}[keyof typeof namespaces];

/** Kept in Redis for all processes, and in this one. */
export type SharedNamespace = Of<"redis">;
/** Kept in this process only. */
export type ProcessNamespace = Of<"process">;
