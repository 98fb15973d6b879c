import { withOrg } from "@/lib/http/with-org";
import { ProtectionAnswer } from "@/lib/phi/answers";
import { SetProtection } from "@/lib/phi/protection";
import { readProtection } from "@/lib/phi/read-protection";
import { setProtection } from "@/lib/phi/set-protection";

export const GET = withOrg(
  { docs: { summary: "Read how health data is protected", answer: ProtectionAnswer }, can: "protection.read" },
  ({ ctx }) => readProtection(ctx),
);

export const PATCH = withOrg(
  {
    docs: { summary: "Change how health data is protected", answer: ProtectionAnswer },
    can: "protection.write",
    recent: true,
    body: SetProtection,
  },
  ({ ctx, body }) => setProtection(ctx, body),
);
