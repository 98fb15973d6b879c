import { describe, expect, test } from "vitest";
import { passwordStrength, STRONG_ENOUGH } from "@/lib/auth/password-strength";

const judge = (password: string, thorough: boolean) =>
  passwordStrength(password, ["dana.whitfield@summitridge.example", "Dana Whitfield"], { thorough });

describe.each([true, false])("a password, judged thoroughly: %s", (thorough) => {
  test.each(["nine purple umbrellas", "correct horse battery", "xK9#mQ2$vL"])("%s is strong", async (password) => {
    expect((await judge(password, thorough)).score).toBeGreaterThanOrEqual(STRONG_ENOUGH);
  });

  test.each([
    "password123456",
    "qwertyuiop12",
    "aaaaaaaaaaaaaaaa",
    "1234567890ab",
    "abcabcabcabc",
    "dana.whitfield",
    "summitridge2026",
    "Whitfield1!",
  ])("%s is not, and says so", async (password) => {
    const { score, advice } = await judge(password, thorough);
    expect(score).toBeLessThan(STRONG_ENOUGH);
    expect(advice).not.toBe("");
  });

  test("what is said of a person's own name is about that", async () => {
    expect((await judge("whitfield2026", thorough)).advice).toContain("knows you");
    expect((await judge("qwertyuiop12", thorough)).advice).not.toContain("knows you");
  });

  test("of another person the same is stronger", async () => {
    const theirs = await judge("summitridge2026", thorough);
    const somebodys = await passwordStrength("summitridge2026", ["ida@example.com"], { thorough });
    expect(somebodys.score).toBeGreaterThan(theirs.score);
  });

  test("a strong one is not talked down, be it only just strong", async () => {
    const scores = new Set<number>();
    for (const password of ["nine purple umbrellas", "xK9#mQ2$vL", "violet harbour", "gnome tractor", "T7v!pQ2x"]) {
      const { score, advice } = await judge(password, thorough);
      expect(advice === "", password).toBe(score >= STRONG_ENOUGH);
      scores.add(score);
    }
    expect([...scores]).toEqual(expect.arrayContaining([STRONG_ENOUGH, 4]));
  });

  test("a very long one is judged quickly", async () => {
    const before = process.cpuUsage();
    await judge("a1".repeat(50_000), thorough);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(2_000);
  });
});
