import { agentMutations } from "./mutations/agents";
import { callMutations } from "./mutations/calls";
import { keyMutations } from "./mutations/keys";
import type { Mutation } from "./mutations/mutation";
import { organizationMutations } from "./mutations/organization";
import { peopleMutations } from "./mutations/people";
import { staffMutations } from "./mutations/staff";

const NOT_AN_ORGANIZATIONS = "belongs to a person, not to an organization; the auth server keeps its own log";
const NO_CHANGE = "changes nothing: a POST, because its question does not fit into an address";

/** Every route of the product that is not asked to read, by method and address below an organization, or whole. */
export const MUTATIONS: Record<string, Mutation> = {
  ...organizationMutations,
  ...peopleMutations,
  ...keyMutations,
  ...agentMutations,
  ...callMutations,
  ...staffMutations,

  "POST /audit-log/verifications": { without: NO_CHANGE },
  "PUT /mentions/seen": { without: "is a person's own mark of what they have read" },
  "PUT /api/v1/preferences": { without: NOT_AN_ORGANIZATIONS },
  // Founded, an organization has its first entry; see the test of its own.
  "POST /api/v1/orgs": { without: "there is no organization before it" },
  // An operator's; see tests/integration/ops and tests/integration/keys.
  "POST /api/ops/keys/rotations": { without: "each organization is told by its own part, which a job begins" },
  "POST /api/ops/keys/rotations/[id]/resumption": { without: "goes on with what was begun" },
  "POST /api/ops/failed_jobs/[id]/retries": { without: "the job is back in its queue before its organization is told" },
  "POST /api/auth/confirm": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/confirmations": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/hooks/send-email": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/password": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/password-resets": { without: NOT_AN_ORGANIZATIONS },
  "DELETE /api/auth/second-factor": { without: NOT_AN_ORGANIZATIONS },
  "DELETE /api/auth/sessions": { without: NOT_AN_ORGANIZATIONS },
  "DELETE /api/auth/sessions/[id]": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/proofs": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/codes": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/confirmations": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/enrolments": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/recoveries": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/second-factor/recovery-codes": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/unlocks": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/sign-in": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/sign-out": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/auth/sign-up": { without: NOT_AN_ORGANIZATIONS },
  "POST /api/envelopes": { without: "reports errors of browsers" },
  "POST /api/policy_reports": { without: "reports refusals of browsers" },
  "POST /api/vapi/webhook": { without: "is a vendor's delivery, whose ledger is `inbound_events`" },
  "POST /webhooks/agent/[token]": { without: "is a vendor's delivery, whose ledger is `inbound_events`" },
};
