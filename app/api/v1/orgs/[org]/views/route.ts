import { withOrg } from "@/lib/http/with-org";
import { listViews } from "@/lib/views/list-views";
import { saveView } from "@/lib/views/save-view";
import { ListViews, SaveView } from "@/lib/views/schemas";

export const GET = withOrg({ can: "views.own", query: ListViews }, ({ ctx, query }) => listViews(ctx, query));

export const PUT = withOrg(
  { can: "views.own", body: SaveView },
  async ({ ctx, body }) =>
    () =>
      saveView(ctx, body),
);
