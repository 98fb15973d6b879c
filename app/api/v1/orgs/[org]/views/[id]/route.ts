import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { deleteView } from "@/lib/views/delete-view";

export const DELETE = withOrg(
  { docs: { summary: "Delete a saved view", answer: null }, can: "views.own", params: IdParams },
  async ({ ctx, params }) =>
    async () => {
      await deleteView(ctx, params.id);
      return undefined;
    },
);
