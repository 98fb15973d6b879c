import type { Metadata } from "next";
import { takeSnapshot } from "@/app/_ui/data/snapshot";
import { ForbiddenState } from "@/app/_ui/forbidden-state";
import { listApiKeys } from "@/lib/api-keys/list-api-keys";
import { readForPage } from "@/lib/auth/page";
import { can } from "@/lib/auth/permissions";
import { PAGE } from "../members/first-page";
import { SettingsFrame } from "../settings-frame";
import { ApiKeysScreen } from "./api-keys-screen";

export const metadata: Metadata = { title: "API keys" };

/** The programs that use the organization's API, for admins. */
export default async function ApiKeysPage({ params }: { params: Promise<{ org: string }> }) {
  const initial = await readForPage("/[org]/settings/api-keys", (await params).org, async (ctx, role) =>
    can(role, "api_keys.read") ? await takeSnapshot(() => listApiKeys(ctx, PAGE)) : undefined,
  );
  if (!initial) {
    return (
      <SettingsFrame label="API keys" answer="Which programs use the API is for admins to see.">
        <ForbiddenState what="API keys" />
      </SettingsFrame>
    );
  }
  return <ApiKeysScreen initial={initial} />;
}
