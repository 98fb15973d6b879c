import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { deleteNote } from "@/lib/notes/delete-note";
import { editNote } from "@/lib/notes/edit-note";
import { EditNote } from "@/lib/notes/schemas";

export const PATCH = withOrg({ can: "notes.write", params: IdParams, body: EditNote }, ({ ctx, params, body }) =>
  editNote(ctx, { ...params, ...body }),
);

export const DELETE = withOrg({ can: "notes.write", params: IdParams }, async ({ ctx, params }) => {
  await deleteNote(ctx, params);
  return undefined;
});
