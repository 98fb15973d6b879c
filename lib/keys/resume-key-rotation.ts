import { AppError } from "../errors";
import type { OperatorContext } from "../http/with-operator";
import { enqueue } from "../jobs/enqueue";
import { spreadRotationJob } from "./jobs/spread-rotation";
import { keyRotationRow } from "./read-key-rotations";

/**
 * Gives everything that is left of a rotation another push. Throws `not_found`, and `conflict` when nothing is left. More than
 * one push at once does no harm.
 */
export async function resumeKeyRotation(
  { tx, log }: Pick<OperatorContext, "tx" | "log">,
  id: string,
): Promise<{ id: string }> {
  const rotation = await keyRotationRow(tx, id);
  if (!rotation) throw new AppError("not_found", "There is no such rotation.");
  if (rotation.all_started && rotation.unfinished === 0) throw new AppError("conflict", "This rotation is done.");
  await enqueue(tx, spreadRotationJob, { rotation_id: id });
  log.info({ rotation_id: id }, "an operator resumed a rotation of keys");
  return { id };
}
