import { z } from "zod";

/** What the API answers about notes. */

export const NoteAnswer = z.object({
  id: z.uuid(),
  call_id: z.uuid(),
  author: z
    .object({ type: z.enum(["user", "api_key"]), id: z.uuid(), name: z.string() })
    .nullable()
    .describe("A member, or a program by the name of its API key; null when the author's account is gone."),
  body: z.string(),
  at_ms: z.number().nullable(),
  mentions: z.array(z.object({ user_id: z.uuid(), name: z.string() })),
  created_at: z.iso.datetime(),
  edited_at: z.iso.datetime().nullable(),
});

export const NotesAnswer = z.object({ data: z.array(NoteAnswer) });

export const MentionsAnswer = z.object({
  data: z.array(
    z.object({
      note_id: z.string(),
      call_id: z.uuid(),
      author_name: z.string(),
      created_at: z.iso.datetime(),
      call: z.object({
        agent_name: z.string(),
        channel: z.enum(["phone", "web"]),
        direction: z.enum(["inbound", "outbound"]).nullable(),
        from_number: z.string().nullable().describe("Masked where the caller's, while health data is protected."),
        to_number: z.string().nullable().describe("Likewise."),
        started_at: z.iso.datetime(),
      }),
    }),
  ),
  has_more: z.boolean(),
});
