import type { Metadata } from "next";
import { GeneralSettings } from "./general-settings";
import { LeaveOrganization } from "./leave-organization";

export const metadata: Metadata = { title: "Settings" };

export default function SettingsPage() {
  return (
    <GeneralSettings>
      <LeaveOrganization />
    </GeneralSettings>
  );
}
