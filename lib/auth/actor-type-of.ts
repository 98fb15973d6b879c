import type { Actor } from "./context";

/**
 * What history calls somebody: platform staff who act inside an organization are operators there, never members, so that its
 * people see who it was.
 */
export function actorTypeOf(actor: Actor): Actor["type"] {
  return actor.type === "user" && actor.role === "super_admin" ? "operator" : actor.type;
}
