import { AuditPageAnswer } from "@/lib/audit/answers";
import { listAuditLog } from "@/lib/audit/list-audit-log";
import { ListAuditLog } from "@/lib/audit/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  {
    docs: { summary: "List the entries of the audit log, newest first", answer: AuditPageAnswer },
    can: "audit.read",
    query: ListAuditLog,
  },
  ({ ctx, query }) => listAuditLog(ctx, query),
);
