import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { NoteAnswer } from "@/lib/notes/answers";
import { deleteNote } from "@/lib/notes/delete-note";
import { editNote } from "@/lib/notes/edit-note";
import { EditNote } from "@/lib/notes/schemas";

export const PATCH = withOrg(
  {
    docs: { summary: "Change a note of one's own", answer: NoteAnswer },
    can: "notes.write",
    params: IdParams,
    body: EditNote,
  },
  ({ ctx, params, body }) => editNote(ctx, { ...params, ...body }),
);

export const DELETE = withOrg(
  {
    docs: { summary: "Delete a note; it can be brought back for 30 days", answer: null },
    can: "notes.write",
    params: IdParams,
  },
  async ({ ctx, params }) => {
    await deleteNote(ctx, params);
    return undefined;
  },
);
