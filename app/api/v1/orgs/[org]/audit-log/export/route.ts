import { exportAuditLog } from "@/lib/audit/export-audit-log";
import { ExportAuditLog } from "@/lib/audit/schemas";
import { withOrg } from "@/lib/http/with-org";

export const maxDuration = 300;

export const GET = withOrg(
  {
    docs: { summary: "Export the audit log", answer: { media: "text/csv" } },
    can: "audit.export",
    recent: true,
    tier: "exports",
    query: ExportAuditLog,
  },
  ({ ctx, query }) => exportAuditLog(ctx, query),
);
