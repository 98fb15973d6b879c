import { describe, expect, test } from "vitest";
import { describeCall, spokenDuration } from "@/app/[org]/calls/[id]/_call/describe-call";

const call = {
  agent: { id: "1", name: "Front desk", status: "validated" },
  channel: "phone",
  direction: "inbound",
  from_number: "+15125550112",
  to_number: "+15125550100",
  status: "ended",
  disconnection_reason: "user_hangup",
  successful: null,
  voicemail: null,
  custom_analysis: null,
  metadata: null,
} as const;

describe("describeCall", () => {
  test.each([
    [{}, "(512) 555-0112 called Front desk", "caller hung up"],
    [{ successful: true }, "(512) 555-0112 called Front desk", "successful"],
    [{ successful: false }, "(512) 555-0112 called Front desk", "not successful"],
    [
      { successful: true, custom_analysis: { appointment_booked: true, caller_name: " Dana " } },
      "Dana called Front desk",
      "booked",
    ],
    [{ voicemail: true, successful: false }, "(512) 555-0112 called Front desk", "voicemail"],
    [{ successful: true, disconnection_reason: "call_transfer" }, "(512) 555-0112 called Front desk", "transferred"],
    [
      { direction: "outbound", to_number: "+442079460958", metadata: { first_name: "Dana" } },
      "Front desk called Dana",
      "called party hung up",
    ],
    [
      {
        direction: "outbound",
        status: "not_connected",
        disconnection_reason: "dial_no_answer",
        to_number: "+442079460958",
      },
      "Front desk tried to reach +44 207 946 0958",
      "nobody answered",
    ],
    [{ status: "error", disconnection_reason: null }, "(512) 555-0112 called Front desk", "failed"],
    [{ from_number: null }, "A withheld number called Front desk", "caller hung up"],
    [{ from_number: null, channel: "web" }, "A visitor on the web called Front desk", "caller hung up"],
    [{ disconnection_reason: null }, "(512) 555-0112 called Front desk", null],
    [{ status: "ringing" }, "(512) 555-0112 is calling Front desk", null],
    [{ status: "in_progress" }, "(512) 555-0112 is talking with Front desk", null],
  ] as const)("%j reads %s · %s", (values, lead, outcome) => {
    expect(describeCall({ ...call, ...values })).toMatchObject({ lead, outcome });
  });

  test.each([
    [400, "0 s"],
    [27_600, "27 s"],
    [48_000, "48 s"],
    [60_000, "1 min"],
    [192_400, "3 min 12 s"],
    [3_720_000, "1 h 02 min"],
  ])("%i ms are spoken as %s", (ms, words) => {
    expect(spokenDuration(ms)).toBe(words);
  });
});
