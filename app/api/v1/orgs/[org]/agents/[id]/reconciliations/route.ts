import { StartReconciliation } from "@/lib/agents/schemas";
import { startReconciliation } from "@/lib/agents/start-reconciliation";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  { can: "agents.write", params: IdParams, body: StartReconciliation },
  async ({ ctx, params, body }) =>
    Response.json(await startReconciliation(ctx, { ...body, ...params }), { status: 202 }),
);
