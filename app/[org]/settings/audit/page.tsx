import type { Metadata } from "next";
import type { SearchParams } from "@/app/_ui/data/query-parsers";
import { queryValues } from "@/app/_ui/data/query-values";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { ForbiddenState } from "@/app/_ui/forbidden-state";
import { listAuditLog } from "@/lib/audit/list-audit-log";
import { ListAuditLog } from "@/lib/audit/schemas";
import { readForPage } from "@/lib/auth/page";
import { can } from "@/lib/auth/permissions";
import { SettingsFrame } from "../settings-frame";
import { AuditScreen } from "./audit-screen";
import { auditPath, loadFilters } from "./filters";

export const metadata: Metadata = { title: "Audit log" };

/** Every change anybody made, for admins. */
export default async function AuditPage({
  params,
  searchParams,
}: {
  params: Promise<{ org: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const path = auditPath(await loadFilters(searchParams));
  // A filter typed wrongly into the address is answered by the API, where the screen shows it.
  const query = ListAuditLog.safeParse(queryValues(path));
  const { allowed, initial } = await readForPage("/[org]/settings/audit", (await params).org, async (ctx, role) => ({
    allowed: can(role, "audit.read"),
    initial:
      can(role, "audit.read") && query.success ? await takeSnapshot(() => listAuditLog(ctx, query.data)) : undefined,
  }));
  if (!allowed) {
    return (
      <SettingsFrame label="Audit log" answer="Who changed what is for admins to see.">
        <ForbiddenState what="the audit log" />
      </SettingsFrame>
    );
  }
  return <AuditScreen initialPath={path} {...(initial ? { initial } : {})} />;
}
