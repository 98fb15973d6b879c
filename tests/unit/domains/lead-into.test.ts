import { describe, expect, test } from "vitest";
import { PLACES, SETTINGS } from "@/app/_ui/frame/places";
import { leadInto } from "@/lib/domains/lead-into";

const at = (pathname: string, search = "") => leadInto("clinic", { pathname, search }, "https://foyer.example");

describe("under an organization's own host name", () => {
  test("its pages stay where they are, and get its slug where it is missing", () => {
    expect(at("/clinic/calls")).toBeNull();
    expect(at("/")).toBe("/clinic/overview");
    expect(at("/calls/abc", "?at=3")).toBe("/clinic/calls/abc?at=3");
    for (const { path } of [...PLACES, SETTINGS]) expect(at(`/${path}`)).toBe(`/clinic/${path}`);
  });

  test("pages that are nobody's stay", () => {
    for (const path of ["/sign-in", "/account", "/invitations/x", "/health"]) expect(at(path)).toBeNull();
  });

  test("other organizations and the operator's console are at our own address", () => {
    expect(at("/dealer/calls", "?x=1")).toBe("https://foyer.example/dealer/calls?x=1");
    expect(at("/ops")).toBe("https://foyer.example/ops");
    expect(at("//evil.example/x")).not.toMatch(/^(https?:)?\/\/evil/);
  });
});
