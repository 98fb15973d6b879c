import { describe, expect, test } from "vitest";
import { patternOf } from "@/lib/http/measured";

describe("the route pattern under which a request is counted", () => {
  test("names the parameters instead of their values", () => {
    expect(patternOf("/api/v1/orgs/lakeside/calls/0190-a", { org: "lakeside", id: "0190-a" })).toBe(
      "/api/v1/orgs/[org]/calls/[id]",
    );
    expect(patternOf("/api/health")).toBe("/api/health");
  });

  test("reads values as they were before they were escaped", () => {
    expect(patternOf("/a/caf%C3%A9", { name: "café" })).toBe("/a/[name]");
  });

  test("folds a catch-all into one name", () => {
    expect(patternOf("/files/a/b/c", { path: ["a", "b", "c"] })).toBe("/files/[...path]");
  });

  test("is unknown where a value could stand in two places, or in none, so that it is not learnt wrongly", () => {
    expect(patternOf("/a/%E0%A4%A", { name: "other" })).toBeUndefined();
    expect(patternOf("/api/v1/orgs/calls/calls", { org: "calls" })).toBeUndefined();
  });
});
