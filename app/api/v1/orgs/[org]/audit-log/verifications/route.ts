import { z } from "zod";
import { ChainHead, verifyChain } from "@/lib/audit/verify-chain";
import { withOrg } from "@/lib/http/with-org";

const Verify = z.strictObject({ heads: z.array(ChainHead).max(1_000).default([]) });

/** Changes nothing: a POST, because the heads somebody kept do not fit into an address. */
export const POST = withOrg({ can: "audit.read", body: Verify }, ({ ctx, body }) =>
  verifyChain(ctx.tx, ctx.org.id, body.heads),
);
