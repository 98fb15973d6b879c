import { AuditActorsAnswer } from "@/lib/audit/answers";
import { listActors } from "@/lib/audit/list-actors";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "List who appears in the audit log", answer: AuditActorsAnswer }, can: "audit.read" },
  ({ ctx }) => listActors(ctx),
);
