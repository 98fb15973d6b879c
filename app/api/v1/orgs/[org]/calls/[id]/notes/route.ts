import { created } from "@/lib/http/respond";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";
import { NoteAnswer, NotesAnswer } from "@/lib/notes/answers";
import { listNotes } from "@/lib/notes/list-notes";
import { WriteNote } from "@/lib/notes/schemas";
import { writeNote } from "@/lib/notes/write-note";

export const GET = withOrg(
  {
    docs: { summary: "List the notes of a call, oldest first", answer: NotesAnswer },
    can: "notes.read",
    params: IdParams,
  },
  ({ ctx, params }) => listNotes(ctx, params),
);

export const POST = withOrg(
  {
    docs: { summary: "Write a note about a call", answer: NoteAnswer, status: 201 },
    can: "notes.write",
    params: IdParams,
    body: WriteNote,
  },
  async ({ ctx, params, body }) => created(await writeNote(ctx, { ...body, call_id: params.id })),
);
