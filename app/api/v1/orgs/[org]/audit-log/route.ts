import { listAuditLog } from "@/lib/audit/list-audit-log";
import { ListAuditLog } from "@/lib/audit/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "audit.read", query: ListAuditLog }, ({ ctx, query }) => listAuditLog(ctx, query));
