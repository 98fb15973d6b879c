import type { Metadata } from "next";
import { readForPage } from "@/lib/auth/page";
import { readSettings } from "@/lib/orgs/read-settings";
import { AdminNetworksSetting } from "./admin-networks-setting";
import { GeneralSettings } from "./general-settings";
import { LeaveOrganization } from "./leave-organization";
import { PriceSetting } from "./price-setting";
import { SecondFactorRule } from "./second-factor-rule";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { params: Promise<{ org: string }> }) {
  const kept = await readForPage("/[org]/settings", (await params).org, (ctx) => readSettings(ctx));
  return (
    <GeneralSettings kept={kept}>
      <PriceSetting />
      <SecondFactorRule />
      <AdminNetworksSetting />
      <LeaveOrganization />
    </GeneralSettings>
  );
}
