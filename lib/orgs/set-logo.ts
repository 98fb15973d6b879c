import { randomUUID } from "node:crypto";
import type { Context } from "../auth/context";
import { AppError } from "../errors";
import { recordEvent } from "../events/record-event";
import { type ImageKind, imageKind } from "./image-kind";
import { forgetLogo, logoPath, logoStore } from "./logo-store";
import { readAppearance } from "./read-appearance";
import type { SetLogo } from "./schemas";

const LARGEST_BYTES = 128 * 1024;
const SIDES = { least: 32, most: 2048 };

/**
 * Keeps a picture for the organization: PNG, JPEG or WebP by its bytes, at most 128 kB, sides of 32 to 2,048 pixels (else
 * `invalid`).
 * @returns the rest of the work: once the new one is committed, the picture before it is forgotten
 */
export async function setLogo(ctx: Context, { image }: SetLogo): Promise<() => Promise<{ logo_id: string }>> {
  const bytes = Buffer.from(image, "base64");
  const { type } = checked(bytes);
  const before = await readAppearance(ctx);
  const logo_id = randomUUID();
  // Before the row: an address never leads to nothing. A picture without a row is out of everybody's reach.
  await logoStore().putBytes(logoPath(ctx.org.id, logo_id), bytes, type);
  await ctx.tx.updateTable("organizations").set({ logo_id, logo_type: type }).where("id", "=", ctx.org.id).execute();
  await recordEvent(
    ctx,
    { name: "organization.updated", subject: { type: "organization", id: ctx.org.id }, data: {} },
    { before: { logo_id: before.logo_id }, after: { logo_id, logo_type: type } },
  );
  return async () => {
    await forgetLogo(ctx.org.id, before.logo_id);
    return { logo_id };
  };
}

function checked(bytes: Uint8Array): ImageKind {
  if (bytes.byteLength > LARGEST_BYTES) throw refused(`Use a picture of at most ${LARGEST_BYTES / 1024} kB.`);
  const kind = imageKind(bytes);
  if (!kind) throw refused("Use a PNG, JPEG or WebP picture.");
  const sides = [kind.width, kind.height];
  if (sides.some((side) => side < SIDES.least || side > SIDES.most))
    throw refused(`Use a picture whose sides have ${SIDES.least} to 2,048 pixels; this one has ${sides.join(" × ")}.`);
  return kind;
}

function refused(message: string): AppError {
  return new AppError("invalid", message, { fields: { image: message } });
}
