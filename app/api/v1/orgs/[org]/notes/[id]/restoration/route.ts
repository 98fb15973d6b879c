import { created } from "@/lib/http/respond";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { restoreNote } from "@/lib/notes/restore-note";

export const POST = withOrg({ can: "notes.write", params: IdParams }, async ({ ctx, params }) =>
  created(await restoreNote(ctx, params)),
);
