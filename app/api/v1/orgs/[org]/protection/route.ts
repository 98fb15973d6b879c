import { withOrg } from "@/lib/http/with-org";
import { SetProtection } from "@/lib/phi/protection";
import { readProtection } from "@/lib/phi/read-protection";
import { setProtection } from "@/lib/phi/set-protection";

export const GET = withOrg({ can: "protection.read" }, ({ ctx }) => readProtection(ctx));

export const PATCH = withOrg({ can: "protection.write", body: SetProtection }, ({ ctx, body }) =>
  setProtection(ctx, body),
);
