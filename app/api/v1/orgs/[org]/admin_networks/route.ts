import { clientAddress } from "@/lib/http/client-ip";
import { withOrg } from "@/lib/http/with-org";
import { readAdminNetworks, SetAdminNetworks, setAdminNetworks } from "@/lib/orgs/admin-networks";
import { AdminNetworksAnswer } from "@/lib/orgs/answers";

export const GET = withOrg(
  {
    docs: { summary: "Read from which networks admins may act", answer: AdminNetworksAnswer },
    can: "admin_networks.write",
  },
  ({ ctx, request }) => readAdminNetworks(ctx, clientAddress(request)),
);

export const PUT = withOrg(
  {
    docs: { summary: "Set from which networks admins may act", answer: AdminNetworksAnswer },
    can: "admin_networks.write",
    recent: true,
    body: SetAdminNetworks,
  },
  ({ ctx, body, request }) => setAdminNetworks(ctx, body, clientAddress(request)),
);
