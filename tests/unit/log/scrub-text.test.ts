import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scrubDeep, scrubMessage, scrubText } from "@/lib/log/scrub-text";

/** A phone number as people and vendors write it, and its digits alone. */
const phoneNumbers = fc
  .tuple(
    fc.constantFrom(
      "+1 (###) ###-####",
      "+1##########",
      "(###) ###-####",
      "###-###-####",
      "###.###.####",
      "### ### ####",
    ),
    fc.constantFrom(
      "",
      "+49 30 #######",
      "+44 7### ######",
      "0## #######",
      "+33 # ## ## ## ##",
      "##########",
      "tel:+1##########",
    ),
    fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
  )
  .map(([american, other, digits]) => (other || american).replace(/#/g, () => String(digits.next().value)));

const emails = fc.oneof(
  fc.emailAddress(),
  fc
    .tuple(
      fc.stringMatching(/^[a-z][a-z0-9._%+-]{0,20}[a-z0-9]$/),
      fc.stringMatching(/^[a-z0-9-]{2,12}\.(com|co\.uk|example)$/),
    )
    .map(([local, domain]) => `${local}@${domain}`),
);

const around = fc.constantFrom(
  (secret: string) => secret,
  (secret: string) => `the caller said ${secret}, then hung up`,
  (secret: string) => `{"value":"${secret}"}`,
  (secret: string) => `https://app.example/acme/calls?search=${encodeURIComponent(secret)}&page=2`,
  (secret: string) => `Error: (${secret})\n    at run (/app/file.js:1:2)`,
);

describe("a text on its way into the log or to Sentry", () => {
  it("carries no phone number, whatever it looks like and stands in", () => {
    fc.assert(
      fc.property(phoneNumbers, around, (number, put) => {
        const clean = scrubText(put(number));
        expect(clean.replace(/\D/g, "")).not.toContain(number.replace(/\D/g, "").slice(-7));
      }),
      { numRuns: 2_000 },
    );
  });

  it("carries no e-mail address", () => {
    fc.assert(
      fc.property(emails, around, (email, put) => {
        expect(scrubText(put(email))).not.toContain(email);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ["a JSON Web Token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N"],
    ["a Resend key", "re_AbCdEf12_GhIjKlMnOpQrStUv"],
    ["a Supabase secret key", "sb_secret_N7UND0UgjKTVK-Uodkm0Hg"],
    ["a Retell key", "key_0123456789abcdef0123"],
    ["a Twilio account", `AC${"0123456789abcdef".repeat(2)}`],
    ["a webhook secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    ["a bearer header", "Authorization: Bearer 0123456789abcdef"],
    ["a random token", "Zk3vQ9-xT1_bLr7WmN5cYp2HsJ8dGf4A"],
    ["a password in an address", "postgresql://postgres:hunter2hunter2@db.example:5432/postgres"],
    ["a network address", "connect ECONNREFUSED 203.0.113.77:5432"],
    ["a v6 network address", "from 2001:db8:85a3::8a2e:370:7334"],
  ])("carries not %s", (_, text) => {
    const secret = text.split(/[\s:@/]/).findLast((word) => word.length > 10 && !/example|postgres/.test(word)) ?? text;
    expect(scrubText(`before ${text} after`)).toMatch(/\[(secret|address)\]/);
    if (/^[\w-]{20,}$/.test(secret)) expect(scrubText(`before ${text} after`)).not.toContain(secret);
  });

  it.each([
    "0198a9b0-1234-7abc-8def-0123456789ab",
    "01234567-0123-4012-8012-012345678901",
    "2e0e0c7f46fbfe1234567890abcdef1234567890",
    "2026-11-21T04:10:11.123Z",
    "at run (/app/.next/server/chunks/_0abc12345.js:12:34567)",
    "timed out after 10000 ms on port 54321",
    'column "called_at" of relation "calls" does not exist',
    "node_modules/@sentry/nextjs/build/index.js",
    "Cannot read properties of undefined (reading 'phone')",
  ])("keeps what one searches by: %s", (text) => {
    expect(scrubMessage(text)).toBe(text);
  });

  it("is not quoted by the parser or the database that refused it", () => {
    const said = "Hello, my name is Jane Roe";
    let message = "";
    try {
      JSON.parse(said);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain("Hello");
    expect(scrubMessage(message)).not.toContain("Hello");
    expect(scrubMessage('invalid input syntax for type uuid: "Jane"')).not.toContain("Jane");
  });

  it("is cleaned in time that grows with its length only", () => {
    for (const part of ["a", "1 ", "aA1-", "(1", ":", "0:", '"a ', "?a", "1.", "+"]) {
      const before = process.cpuUsage();
      scrubText(part.repeat(200_000));
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000, part).toBeLessThan(2_000);
    }
  });

  it("is cleaned wherever it lies in a value, names of fields included", () => {
    fc.assert(
      fc.property(fc.anything({ withMap: false }), emails, (anything, email) => {
        const value = { [email]: [{ deep: anything, text: `ask ${email}` }] };
        expect(JSON.stringify(scrubDeep(value))).not.toContain(`ask ${email}`);
        expect(Object.keys(scrubDeep(value) as object)).not.toContain(email);
      }),
    );
  });
});
