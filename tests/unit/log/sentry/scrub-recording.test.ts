import { describe, expect, it } from "vitest";
import { scrubEnvelope } from "@/lib/log/sentry/scrub-envelope";
import { ORG, OWN, SECRETS, SPOKEN, throughGate } from "@/tests/support/sentry-gate";

describe("a recording", () => {
  const node = (attributes: object, children: object[] = []) => ({
    type: 2,
    tagName: "div",
    attributes,
    childNodes: children,
    id: 1,
  });
  const recording = () =>
    `{"segment_id":0}\n${JSON.stringify([
      { type: 4, data: { href: `${OWN}/lakeside/calls/${ORG}?q=jane`, width: 1440, height: 900 }, timestamp: 1 },
      {
        type: 2,
        data: {
          node: node(
            {
              class: "flex",
              title: "Jane Roe",
              "aria-label": SPOKEN,
              "data-name": "Jane",
              d: "M 10 20 30 40 50 60 70",
            },
            [
              { type: 3, textContent: SPOKEN, id: 2 },
              { type: 2, tagName: "a", attributes: { href: "tel:+4915112345678" }, childNodes: [], id: 3 },
              {
                type: 2,
                tagName: "a",
                attributes: { href: "/lakeside/calls?search=jane.roe@example.com" },
                childNodes: [],
                id: 4,
              },
              { type: 3, textContent: ".flex { display: flex }", isStyle: true, id: 5 },
            ],
          ),
        },
        timestamp: 2,
      },
      { type: 3, data: { source: 5, text: "jane.roe@example.com", isChecked: false, id: 9 }, timestamp: 3 },
      {
        type: 3,
        data: {
          source: 0,
          texts: [{ id: 2, value: SPOKEN }],
          attributes: [{ id: 77, attributes: { title: "Jane Roe", class: "open" } }],
        },
        timestamp: 4,
      },
      {
        type: 5,
        data: {
          tag: "breadcrumb",
          payload: {
            category: "ui.click",
            message: `a[title="Jane Roe"] > ${SPOKEN}`,
            data: { node: { textContent: SPOKEN } },
          },
        },
        timestamp: 5,
      },
      {
        type: 5,
        data: {
          tag: "performanceSpan",
          payload: { op: "navigation.push", description: `${OWN}/lakeside/inbox`, data: { previous: "/lakeside" } },
        },
        timestamp: 6,
      },
    ])}`;

  it("shows how a page looked, and nothing that stood on it, even where the recorder had masked nothing", () => {
    const sent = throughGate([{ type: "replay_recording", length: 1 }, recording()]);
    for (const secret of [...SECRETS, "Jane", "sister", "4915112345678"]) expect(sent, secret).not.toContain(secret);
    expect(sent).toContain("M 10 20 30 40 50 60 70");
    expect(sent).toContain(".flex { display: flex }");
    expect(sent).toContain("/[org]/calls/[id]");
    expect(sent).toContain(String.raw`{\"id\":77,\"attributes\":{\"class\":\"open\"}}`);
  });

  it("tells Sentry its own length, in bytes", () => {
    const [, [[headers, payload] = []] = []] =
      scrubEnvelope([{}, [[{ type: "replay_recording" }, recording()]]], OWN) ?? [];
    expect(headers?.length).toBe(Buffer.byteLength(String(payload)));
  });

  it("does not leave when it cannot be read", () => {
    expect(throughGate([{ type: "replay_recording" }, new Uint8Array([1, 2, 3])])).toBe("null");
    expect(throughGate([{ type: "replay_recording" }, '{"segment_id":0}\nnot json'])).toBe("null");
  });
});
