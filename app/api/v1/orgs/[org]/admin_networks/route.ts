import { clientAddress } from "@/lib/http/client-ip";
import { withOrg } from "@/lib/http/with-org";
import { readAdminNetworks, SetAdminNetworks, setAdminNetworks } from "@/lib/orgs/admin-networks";

export const GET = withOrg({ can: "organization.write" }, ({ ctx, request }) =>
  readAdminNetworks(ctx, clientAddress(request)),
);

export const PUT = withOrg({ can: "organization.write", body: SetAdminNetworks }, ({ ctx, body, request }) =>
  setAdminNetworks(ctx, body, clientAddress(request)),
);
