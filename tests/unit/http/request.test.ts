import { describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { isRead, parseBody, parseQuery, readText } from "@/lib/http/request";
import { IdParams, parseInput } from "@/lib/http/route";

const ADDRESS = "http://localhost:3000/api/v1/orgs/lakeside/calls";
const post = (body: BodyInit | null, headers: Record<string, string> = { "content-type": "application/json" }) =>
  new Request(ADDRESS, { method: "POST", body, headers, ...(body instanceof ReadableStream && { duplex: "half" }) });

/** A body that comes in pieces, and how many of them were asked for. */
function inPieces(pieces: string[]) {
  const taken = { count: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = pieces[taken.count];
        taken.count += 1;
        if (piece === undefined) return controller.close();
        controller.enqueue(new TextEncoder().encode(piece));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken };
}

const refusal = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw new Error(`no refusal: ${error}`);
  return [error.code, error.message, error.details];
};

test("GET, HEAD and OPTIONS read; everything else changes", () => {
  const reads = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
    isRead(new Request(ADDRESS, { method })),
  );
  expect(reads).toEqual(["GET", "HEAD", "OPTIONS"]);
});

describe("a query", () => {
  const Query = z.strictObject({
    a: z.union([z.string(), z.array(z.string())]).optional(),
    n: z.coerce.number().optional(),
  });
  const ask = (query: string) => parseQuery(new Request(`${ADDRESS}?${query}`), Query);

  test("is a list where a name is repeated, and text where it is not", () => {
    expect(ask("a=1&a=2")).toEqual({ a: ["1", "2"] });
    expect(ask("a=1&n=3")).toEqual({ a: "1", n: 3 });
    expect(ask("a=")).toEqual({ a: "" });
    expect(ask("")).toEqual({});
  });

  test("that does not fit is refused by the name of the field", () => {
    expect(() => ask("n=x")).toThrow(expect.objectContaining({ code: "invalid", message: "Check n." }));
    expect(() => ask("b=1")).toThrow(expect.objectContaining({ code: "invalid", message: "Check body." }));
  });
});

describe("a body", () => {
  test("is read whole up to its limit, however it comes", async () => {
    expect(await readText(post("12345"), 5)).toBe("12345");
    expect(await readText(post(inPieces(["12", "3é"]).body), 5)).toBe("123é");
    expect(await readText(post("12345", { "content-length": "5" }), 5)).toBe("12345");
    expect(await readText(post(null), 5)).toBe("");
  });

  test("is refused by what it says of its length, before a byte is read", async () => {
    const { body, taken } = inPieces(["1"]);
    expect(await refusal(readText(post(body, { "content-length": "2049" }), 2_048))).toEqual([
      "too_large",
      "The body is larger than the 2 kB allowed here.",
      undefined,
    ]);
    expect(taken.count).toBe(0);
  });

  test("that does not say its length is refused as soon as it is too long: the rest is not read", async () => {
    const { body, taken } = inPieces(Array.from({ length: 50 }, () => "x".repeat(100)));
    expect((await refusal(readText(post(body), 250)))[0]).toBe("too_large");
    expect(taken.count).toBeLessThan(6);
  });

  test("is JSON, says so, and fits its shape; an empty one is an empty object", async () => {
    const Body = z.strictObject({ name: z.string().optional() });
    expect(await parseBody(post('{"name":"x"}'), Body)).toEqual({ name: "x" });
    expect(await parseBody(post('{"name":"x"}', { "content-type": "Application/JSON; charset=utf-8" }), Body)).toEqual({
      name: "x",
    });
    expect(await parseBody(post(""), Body)).toEqual({});
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "x-application/json"])
      expect((await refusal(parseBody(post("{}", { "content-type": type }), Body)))[0]).toBe("bad_request");
    expect((await refusal(parseBody(new Request(ADDRESS, { method: "POST" }), Body)))[1]).toContain("application/json");
    expect((await refusal(parseBody(post("{"), Body)))[1]).toBe("The body is not valid JSON.");
    expect(await refusal(parseBody(post('{"name":7}'), Body))).toEqual([
      "invalid",
      "Check name.",
      { fields: { name: expect.any(String) } },
    ]);
  });

  test("of more than 256 kB is refused", async () => {
    const Body = z.object({ text: z.string() });
    const sized = (bytes: number) => JSON.stringify({ text: "x".repeat(bytes - 11) });
    expect(sized(100)).toHaveLength(100);
    await expect(parseBody(post(sized(256 * 1_024)), Body)).resolves.toBeDefined();
    expect((await refusal(parseBody(post(sized(256 * 1_024 + 1)), Body)))[0]).toBe("too_large");
  });
});

describe("the input of a route", () => {
  const route = (params: Record<string, string>) => ({ params: Promise.resolve(params) });

  test("is what its shape names, and nothing that it does not", async () => {
    const id = "0199f5a0-0000-7000-8000-000000000000";
    const request = new Request(`${ADDRESS}?a=1`, {
      method: "POST",
      body: '{"b":2}',
      headers: { "content-type": "application/json" },
    });
    const shape = { params: IdParams, query: z.object({ a: z.string() }), body: z.object({ b: z.number() }) };
    expect(await parseInput(request, route({ id }), shape)).toEqual({
      params: { id },
      query: { a: "1" },
      body: { b: 2 },
    });
    expect(await parseInput(new Request(ADDRESS), route({ id: "x" }), {})).toEqual({
      params: undefined,
      query: undefined,
      body: undefined,
    });
  });

  test("with an id that cannot exist is not found", async () => {
    expect(await refusal(parseInput(new Request(ADDRESS), route({ id: "17" }), { params: IdParams }))).toEqual([
      "not_found",
      "There is nothing at this address.",
      undefined,
    ]);
  });
});
