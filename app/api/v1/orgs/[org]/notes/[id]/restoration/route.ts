import { created } from "@/lib/http/respond";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { NoteAnswer } from "@/lib/notes/answers";
import { restoreNote } from "@/lib/notes/restore-note";

export const POST = withOrg(
  {
    docs: { summary: "Bring back a deleted note", answer: NoteAnswer, status: 201 },
    can: "notes.write",
    params: IdParams,
  },
  async ({ ctx, params }) => created(await restoreNote(ctx, params)),
);
