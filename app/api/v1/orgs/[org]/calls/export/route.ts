import { ExportCalls, exportCalls } from "@/lib/calls/export-calls";
import { withOrg } from "@/lib/http/with-org";

export const maxDuration = 300;

export const GET = withOrg(
  {
    docs: { summary: "Export calls as CSV", answer: { media: "text/csv" } },
    can: "calls.export",
    recent: true,
    tier: "exports",
    query: ExportCalls,
  },
  ({ ctx, query }) => exportCalls(ctx, query),
);
