import { StartedReconciliationAnswer } from "@/lib/agents/answers";
import { StartReconciliation } from "@/lib/agents/schemas";
import { startReconciliation } from "@/lib/agents/start-reconciliation";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: {
      summary: "Compare calls with the vendor and fetch what is missing",
      answer: StartedReconciliationAnswer,
      status: 202,
    },
    can: "agents.write",
    params: IdParams,
    body: StartReconciliation,
  },
  async ({ ctx, params, body }) =>
    Response.json(await startReconciliation(ctx, { ...body, ...params }), { status: 202 }),
);
