import { cronPaths } from "./cron-paths";
import { databaseImports } from "./database-imports";
import { edgeImports } from "./edge-imports";
import { environmentNames } from "./environment-names";
import { environmentReads } from "./environment-reads";
import { fileLength } from "./file-length";
import { folderNames } from "./folder-names";
import { forbiddenMarks } from "./forbidden-marks";
import { importArrows } from "./import-arrows";
import { lockfile } from "./lockfile";
import { noBarrels } from "./no-barrels";
import { routeHandlers } from "./route-handlers";
import type { Rule } from "./tree";

/** The rules of this house that a machine can check. */
export const rules: readonly Rule[] = [
  routeHandlers,
  environmentReads,
  databaseImports,
  importArrows,
  edgeImports,
  noBarrels,
  folderNames,
  fileLength,
  forbiddenMarks,
  environmentNames,
  cronPaths,
  lockfile,
];
