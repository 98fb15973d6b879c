import { clientAddress } from "@/lib/http/client-ip";
import { expectedBy, tagged } from "@/lib/http/version";
import { withOrg } from "@/lib/http/with-org";
import { readAdminNetworks, SetAdminNetworks, setAdminNetworks } from "@/lib/orgs/admin-networks";
import { AdminNetworksAnswer } from "@/lib/orgs/answers";

export const GET = withOrg(
  {
    docs: { summary: "Read from which networks admins may act", answer: AdminNetworksAnswer },
    can: "admin_networks.write",
  },
  async ({ ctx, request }) => tagged(await readAdminNetworks(ctx, clientAddress(request))),
);

export const PUT = withOrg(
  {
    docs: { summary: "Set from which networks admins may act", answer: AdminNetworksAnswer, versioned: true },
    can: "admin_networks.write",
    recent: true,
    body: SetAdminNetworks,
  },
  async ({ ctx, body, request }) =>
    tagged(await setAdminNetworks(ctx, body, clientAddress(request), expectedBy(request))),
);
