import { z } from "zod";
import { withOrg } from "@/lib/http/with-org";
import { ViewsAnswer } from "@/lib/views/answers";
import { listViews } from "@/lib/views/list-views";
import { saveView } from "@/lib/views/save-view";
import { ListViews, SaveView } from "@/lib/views/schemas";

export const GET = withOrg(
  { docs: { summary: "List saved views", answer: ViewsAnswer }, can: "views.read", query: ListViews },
  ({ ctx, query }) => listViews(ctx, query),
);

export const PUT = withOrg(
  {
    docs: { summary: "Save a view under its name", answer: z.object({ id: z.uuid() }) },
    can: "views.own",
    body: SaveView,
  },
  async ({ ctx, body }) =>
    () =>
      saveView(ctx, body),
);
