import type { Metadata } from "next";
import { GeneralSettings } from "./general-settings";
import { LeaveOrganization } from "./leave-organization";
import { PriceSetting } from "./price-setting";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <GeneralSettings>
      <PriceSetting />
      <LeaveOrganization />
    </GeneralSettings>
  );
}
