import { z } from "zod";
import { VerificationAnswer } from "@/lib/audit/answers";
import { verifyAgainstAnchors } from "@/lib/audit/verify-against-anchors";
import { ChainHead } from "@/lib/audit/verify-chain";
import { withOrg } from "@/lib/http/with-org";

const Verify = z.strictObject({
  /** Heads that somebody kept themselves, beside those in our object storage. */
  heads: z.array(ChainHead).max(1_000).default([]),
  /** Where the last answer stopped (`verified_to`): a long log is verified in several requests. */
  after: z.number().int().min(0).default(0),
});

/** Changes nothing: a POST, because the heads somebody kept do not fit into an address. */
export const POST = withOrg(
  {
    docs: { summary: "Verify the chain of the audit log", answer: VerificationAnswer },
    can: "audit.read",
    body: Verify,
  },
  async ({ ctx, body }) => verifyAgainstAnchors(ctx, body),
);
