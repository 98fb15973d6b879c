import { describe, expect, test } from "vitest";
import { vapiAuthHeaders } from "@/scripts/stack/sandbox/vapi/sign";
import { acceptedForgeries, acceptedMutations, type Forgery, hmac } from "@/tests/support/forgeries";
import { attempt, BODY, NOW, SECRET, verifier } from "@/tests/support/vapi-attempts";

const bearer = (value: string) => attempt({ authorization: value });
const tokenForgeries: Forgery[] = [
  { name: "no header", attempt: attempt({}) },
  { name: "empty header", attempt: bearer("") },
  { name: "the scheme alone", attempt: bearer("Bearer") },
  { name: "the scheme and a space", attempt: bearer("Bearer ") },
  { name: "the token without scheme", attempt: bearer(SECRET) },
  { name: "another scheme", attempt: bearer(`Basic ${SECRET}`) },
  { name: "scheme in lower case", attempt: bearer(`bearer ${SECRET}`) },
  { name: "two spaces", attempt: bearer(`Bearer  ${SECRET}`) },
  { name: "first half of the token", attempt: bearer(`Bearer ${SECRET.slice(0, 13)}`) },
  { name: "first letter of the token", attempt: bearer(`Bearer ${SECRET.slice(0, 1)}`) },
  { name: "token with more behind it", attempt: bearer(`Bearer ${SECRET}0`) },
  { name: "token in capitals", attempt: bearer(`Bearer ${SECRET.toUpperCase()}`) },
  { name: "token in quotes", attempt: bearer(`Bearer "${SECRET}"`) },
  { name: "token twice", attempt: bearer(`Bearer ${SECRET}, Bearer ${SECRET}`) },
  { name: "token of the same length", attempt: bearer(`Bearer ${"x".repeat(SECRET.length)}`) },
  { name: "the word undefined", attempt: bearer("Bearer undefined") },
  { name: "the word null", attempt: bearer("Bearer null") },
  { name: "token in another header", attempt: attempt({ "x-vapi-secret": SECRET }) },
  {
    name: "token in the body",
    attempt: attempt({}, { rawBody: JSON.stringify({ authorization: `Bearer ${SECRET}` }) }),
  },
  {
    name: "HMAC headers instead",
    attempt: attempt({ "x-signature": hmac(SECRET, `${NOW / 1000}.${BODY}`), "x-timestamp": String(NOW / 1000) }),
  },
  { name: "no secret stored and none sent", attempt: { ...bearer("Bearer "), secret: null } },
  { name: "no secret stored, the word null sent", attempt: { ...bearer("Bearer null"), secret: null } },
  { name: "empty secret stored", attempt: { ...bearer("Bearer "), secret: "" } },
  { name: "blank secret stored", attempt: { ...bearer(`Bearer ${" ".repeat(9)}`), secret: " ".repeat(9) } },
  { name: "seven letters stored", attempt: { ...bearer("Bearer 1234567"), secret: "1234567" } },
  { name: "secret of another agent", attempt: { ...bearer(`Bearer ${SECRET}`), secret: "another_agents_secret" } },
];

const sharedForgeries: Forgery[] = tokenForgeries
  .map(({ name, attempt: given }) => {
    const { authorization, "x-vapi-secret": misplaced, ...others } = given.headers;
    const value = authorization?.replace(/^Bearer /, "");
    // The bare token is what this scheme asks for, so that one forgery becomes its opposite.
    const sent = value === SECRET ? `Bearer ${SECRET}` : value;
    const headers = {
      ...others,
      ...(sent !== undefined && { "x-vapi-secret": sent }),
      ...(misplaced && { authorization: misplaced }),
    };
    return { name, attempt: { ...given, headers } };
  })
  // HTTP itself drops space around a header's value.
  .filter(({ name }) => name !== "two spaces");

describe("a Vapi bearer token and x-vapi-secret (S5)", () => {
  const withBearer = bearer(`Bearer ${SECRET}`);
  const withSecret = attempt({ "x-vapi-secret": SECRET });

  test("are accepted in the header their credential names", () => {
    expect(verifier("bearer")(withBearer)).toEqual({ ok: true });
    expect(verifier("shared_secret")(withSecret)).toEqual({ ok: true });
    const own = attempt(
      vapiAuthHeaders(BODY, { type: "bearer", token: SECRET, headerName: "X-Foyer", bearerPrefixEnabled: false }),
    );
    expect(verifier("bearer", { header_name: "X-Foyer", bearer_prefix: false })(own)).toEqual({ ok: true });
  });

  test(`are refused in all ${tokenForgeries.length} named forgeries`, () => {
    expect(tokenForgeries.length).toBeGreaterThanOrEqual(25);
    expect(acceptedForgeries(verifier("bearer"), tokenForgeries)).toEqual([]);
    expect(sharedForgeries.length).toBeGreaterThanOrEqual(25);
    expect(acceptedForgeries(verifier("shared_secret"), sharedForgeries)).toEqual([]);
  });

  test("are refused after each of 10,000 random changes of header or secret; the body is no part of such a proof", () => {
    expect(acceptedMutations(verifier("bearer"), withBearer, ["headers", "secret"])).toEqual([]);
    expect(acceptedMutations(verifier("shared_secret"), withSecret, ["headers", "secret"])).toEqual([]);
  });
});
