import type { Metadata } from "next";
import { AdminNetworksSetting } from "./admin-networks-setting";
import { GeneralSettings } from "./general-settings";
import { LeaveOrganization } from "./leave-organization";
import { PriceSetting } from "./price-setting";
import { SecondFactorRule } from "./second-factor-rule";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <GeneralSettings>
      <PriceSetting />
      <SecondFactorRule />
      <AdminNetworksSetting />
      <LeaveOrganization />
    </GeneralSettings>
  );
}
