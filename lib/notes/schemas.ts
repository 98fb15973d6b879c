import { z } from "zod";

export const LONGEST_NOTE = 4000;

const Body = z
  .string()
  .trim()
  .min(1, "Write something.")
  .max(LONGEST_NOTE, `Keep a note under ${LONGEST_NOTE} characters.`);

/** A mention stands in the text as `<@user_id>`. `at_ms` is the moment of the recording the note is about. */
export const WriteNote = z.strictObject({
  body: Body,
  at_ms: z.number().int().min(0).max(86_400_000).nullish(),
});
export type WriteNote = z.infer<typeof WriteNote>;

export const EditNote = z.strictObject({ body: Body });

export const SeeMentions = z.strictObject({ call_id: z.uuid() });

/** A note as its call shows it. */
export type Note = {
  id: string;
  call_id: string;
  /** A member, or a program by the name of its API key; null when the author's account is gone. */
  author: { type: "user" | "api_key"; id: string; name: string } | null;
  body: string;
  at_ms: number | null;
  mentions: { user_id: string; name: string }[];
  created_at: string;
  edited_at: string | null;
};
