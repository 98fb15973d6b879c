import { describe, expect, test } from "vitest";
import type { CallEvent } from "@/lib/voice/provider";
import { changed, DOCUMENTED, retell } from "@/tests/support/documented-retell";
import { eventOf } from "@/tests/support/event-of";

describe("what Retell was told to keep less of", () => {
  const scrubbed = {
    scrubbed_transcript_with_tool_calls: [{ role: "user", content: "This is [name]." }],
    scrubbed_recording_url: "https://example-cdn.invalid/rec/scrubbed.wav",
  };
  const ended = (call: object) => eventOf(retell(changed("call_ended", call)));
  const said = (event: CallEvent) =>
    event.transcript?.kind === "snapshot" ? event.transcript.turns.map(({ text }) => text) : [];

  test("is read without personal data where both are sent, and named", () => {
    const event = ended({ ...scrubbed, data_storage_setting: "everything_except_pii" });
    expect(event.facets.redaction).toEqual({ redaction: "personal_data" });
    expect(said(event)).toEqual(["This is [name]."]);
    expect(event.facets.recording).toEqual({
      recording_url: scrubbed.scrubbed_recording_url,
      recording_stereo_url: null,
    });
  });

  test("is named where nothing that was said is kept", () => {
    const nothing = { transcript: undefined, transcript_object: undefined, transcript_with_tool_calls: undefined };
    const event = ended({ ...nothing, recording_url: undefined, data_storage_setting: "basic_attributes_only" });
    expect(event.facets.redaction).toEqual({ redaction: "content" });
    expect(said(event)).toEqual([]);
    expect(event.facets.recording).toBeUndefined();
  });

  test("is not taken for granted: everything, and settings we do not know, are read as they come", () => {
    for (const data_storage_setting of ["everything", "something_new", undefined]) {
      const event = ended({ ...scrubbed, data_storage_setting });
      expect(event.facets.redaction).toBeUndefined();
      expect(said(event)).toContain("Hi Dana, this is Maya.");
      expect(event.facets.recording?.recording_url).toBe(DOCUMENTED.call.recording_url);
    }
  });
});
