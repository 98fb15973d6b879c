import { randomBytes, randomUUID } from "node:crypto";
import { v7 as uuidV7 } from "uuid";

/** Ids that the rows of one organization share. */
export type Cast = {
  org: string;
  /** A member with a profile. */
  person: string;
  /** Somebody with a profile who is no member yet. */
  candidate: string;
  /** Somebody the auth server knows and we do not. */
  stranger: string;
  agent: string;
  call: string;
  note: string;
  /** A call without a transcript. */
  silentCall: string;
};

export const makeCast = (): Cast => ({
  org: uuidV7(),
  person: randomUUID(),
  candidate: randomUUID(),
  stranger: randomUUID(),
  agent: uuidV7(),
  call: uuidV7(),
  note: uuidV7(),
  silentCall: uuidV7(),
});

export type Row = Record<string, unknown>;

const call = (cast: Cast, id: string): Row => ({
  id,
  org_id: cast.org,
  agent_id: cast.agent,
  provider: "retell",
  vendor_call_id: `call_${randomBytes(8).toString("hex")}`,
  status: "ended",
  started_at: "2026-01-05T15:00:00.000Z",
});

/**
 * One valid row of each table, in an order that foreign keys allow. `first` rows stand in the database before anybody
 * probes; the others are what an intruder tries to add. A table without a maker here fails the tenant matrix.
 */
export const ROW_MAKERS: Record<string, (cast: Cast, at: Date, first: boolean) => Row> = {
  organizations: ({ org }) => ({ id: org, slug: `org-${org.slice(-12)}`, name: "Somebody" }),
  profiles: (cast, _at, first) => {
    const user_id = first ? cast.person : cast.stranger;
    return { user_id, email: `${user_id}@example.com`, full_name: "Somebody" };
  },
  memberships: (cast, _at, first) => ({
    org_id: cast.org,
    user_id: first ? cast.person : cast.candidate,
    role: "org_viewer",
  }),
  operators: (cast, _at, first) => ({ user_id: first ? cast.person : cast.candidate }),
  invitations: ({ org }) => {
    const mark = randomBytes(8).toString("hex");
    const email = `${mark}@example.com`;
    return { id: uuidV7(), org_id: org, email, role: "org_viewer", token_hash: mark, expires_at: "2100-01-01" };
  },
  data_keys: ({ org }, _at, first) => ({ org_id: org, version: first ? 1 : 2, kek_version: 1, wrapped_key: "x" }),
  index_keys: ({ org }) => ({ org_id: org, secret_ciphertext: "v2.1.x" }),
  credentials: ({ org }) => ({
    id: uuidV7(),
    org_id: org,
    kind: "retell",
    label: "Somebody's key",
    secret_ciphertext: "v2.1.x",
    last_four: "abcd",
  }),
  api_keys: ({ org }) => ({
    id: uuidV7(),
    org_id: org,
    name: "Somebody's program",
    prefix: randomBytes(4).toString("hex"),
    secret_hash: randomBytes(32).toString("hex"),
    last_four: "abcd",
    scopes: "{calls:read}",
  }),
  visits: ({ org, person }) => ({
    id: uuidV7(),
    org_id: org,
    operator_id: person,
    session_id: randomUUID(),
    reason: "Somebody asked for help",
    ends_at: new Date(Date.now() + 60_000).toISOString(),
  }),
  domains: ({ org }) => ({
    id: uuidV7(),
    org_id: org,
    hostname: `calls.${randomBytes(8).toString("hex")}.example.com`,
    verification_token: randomBytes(16).toString("hex"),
  }),
  agents: ({ org, agent }, _at, first) => ({
    id: first ? agent : uuidV7(),
    org_id: org,
    provider: "retell",
    name: "Somebody's agent",
    auth_scheme: "retell_signature",
  }),
  calls: (cast, _at, first) => call(cast, first ? cast.call : uuidV7()),
  transcripts: ({ org, call, silentCall }, _at, first) => ({ org_id: org, call_id: first ? call : silentCall }),
  notes: ({ org, call, note }, _at, first) => ({
    id: first ? note : uuidV7(),
    org_id: org,
    call_id: call,
    body: "Ask for the referral",
  }),
  note_mentions: ({ org, note, person, candidate }, _at, first) => ({
    org_id: org,
    note_id: note,
    user_id: first ? person : candidate,
  }),
  call_waveforms: ({ org, call, silentCall }, _at, first) => ({
    org_id: org,
    call_id: first ? call : silentCall,
    recording_version: "1",
    channels: 1,
    duration_ms: 1000,
    peaks: "\\x0102",
  }),
  call_hourly_stats: ({ org, agent }, _at, first) => ({
    org_id: org,
    agent_id: agent,
    hour: first ? "2001-01-01T00:00:00Z" : "2001-01-01T01:00:00Z",
    is_billable: true,
    direction: "inbound",
  }),
  agent_snapshots: ({ org, agent }) => ({
    id: uuidV7(),
    org_id: org,
    agent_id: agent,
    content: "{}",
  }),
  inbound_events: ({ org, agent }, at) => ({
    id: uuidV7({ msecs: at.getTime() }),
    org_id: org,
    agent_id: agent,
    provider: "retell",
    event_type: "call_ended",
    event_key: randomBytes(8).toString("hex"),
    state: "applied",
    body: "{}",
    received_at: at.toISOString(),
  }),
  delivery_keys: ({ org }) => ({
    org_id: org,
    provider: "retell",
    event_key: randomBytes(8).toString("hex"),
    inbound_event_id: uuidV7(),
  }),
  events: ({ org }, at) => ({
    id: uuidV7({ msecs: at.getTime() }),
    org_id: org,
    name: "call.started",
    subject_type: "call",
    actor_type: "vendor",
  }),
  // Only the owner of the table may say a place in the chain.
  audit_log: ({ org }, _at, first) => ({
    org_id: org,
    ...(first && { seq: 1 }),
    action: "agent.updated",
    subject_type: "agent",
    actor_type: "user",
  }),
  idempotency_keys: ({ org }) => ({
    org_id: org,
    actor_id: randomUUID(),
    key: randomUUID(),
    request_hash: randomBytes(8).toString("hex"),
  }),
  call_search: ({ org, call, silentCall }, _at, first) => ({
    org_id: org,
    call_id: first ? call : silentCall,
    started_at: "2026-01-05T15:00:00.000Z",
  }),
  search_progress: ({ org }) => ({ org_id: org, last_event_id: uuidV7() }),
  saved_views: ({ org, person }) => ({
    id: uuidV7(),
    org_id: org,
    person_id: person,
    screen: "calls",
    name: "Somebody's view",
    query: "status=ended",
  }),
  job_runs: ({ org }) => ({ id: uuidV7(), org_id: org, name: "replay-deliveries" }),
};

/** What a cast needs beside one row of each table. */
export const supportingRows = (cast: Cast): [table: string, row: Row][] => [
  ["profiles", { user_id: cast.candidate, email: `${cast.candidate}@example.com` }],
  ["calls", call(cast, cast.silentCall)],
];
