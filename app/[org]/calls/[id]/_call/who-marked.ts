import { FORMER_MEMBER } from "@/lib/members/unnamed";

/** Who marked a call, within a sentence. */
export function whoMarked(by: { name: string } | null): string {
  if (by === null) return "a program or a former member";
  return by.name === FORMER_MEMBER ? "a former member" : by.name;
}
