import { expect, test } from "vitest";
import { fixedDirectives, newNonce } from "@/lib/http/content-security-policy";

const HOSTED = { PUBLIC_BASE_URL: "https://app.example.com", VAPI_BASE_URL: "https://api.vapi.ai" };
const HERE = { PUBLIC_BASE_URL: "http://localhost:3000", VAPI_BASE_URL: "http://127.0.0.1:4000" };

test("a nonce has 128 bits and is never the same", () => {
  const nonces = Array.from({ length: 1_000 }, newNonce);
  expect(new Set(nonces).size).toBe(1_000);
  for (const nonce of nonces) expect(Buffer.from(nonce, "base64")).toHaveLength(16);
});

test("a hosted page may speak to us and hear calls at the vendor, encrypted, and to nobody else", () => {
  const policy = fixedDirectives(HOSTED);
  expect(policy).toContain("; connect-src 'self' wss://api.vapi.ai wss://*.vapi.ai;");
  expect(policy).toContain("; upgrade-insecure-requests");
  expect(policy).not.toMatch(/unsafe-eval|http:|ws:|\s\*[\s;]/);
});

test("on a developer's machine the sandbox is heard, at its own address alone, and nothing is sent to https", () => {
  const policy = fixedDirectives(HERE);
  expect(policy).toContain("; connect-src 'self' ws://127.0.0.1:4000;");
  expect(policy).not.toMatch(/upgrade-insecure-requests|wss:|unsafe-eval/);
});

test("nothing is allowed that is not named, and styles alone may be inline", () => {
  const policy = fixedDirectives(HOSTED);
  for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"])
    expect(policy).toContain(`; ${directive}`);
  expect(policy.match(/[a-z-]+ [^;]*'unsafe-inline'/g)).toEqual(["style-src 'self' 'unsafe-inline'"]);
});
