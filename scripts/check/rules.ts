import { cronPaths } from "./cron-paths";
import { databaseImports } from "./database-imports";
import { decisionNumbers } from "./decision-numbers";
import { edgeImports } from "./edge-imports";
import { environmentNames } from "./environment-names";
import { environmentReads } from "./environment-reads";
import { fileLength } from "./file-length";
import { folderNames } from "./folder-names";
import { forbiddenMarks } from "./forbidden-marks";
import { importArrows } from "./import-arrows";
import { keptForLastRelease } from "./kept-for-last-release";
import { noBarrels } from "./no-barrels";
import { routeHandlers } from "./route-handlers";
import { sealedColumns } from "./sealed-columns";
import { installScripts } from "./supply/install-scripts";
import { licences } from "./supply/licences";
import { lockedPackagesRule } from "./supply/locked-packages";
import { secrets } from "./supply/secrets";
import { versionFloors } from "./supply/version-floors";
import { workflows } from "./supply/workflows";
import type { Rule } from "./tree";

/** The rules of this house that a machine can check. */
export const rules: readonly Rule[] = [
  routeHandlers,
  environmentReads,
  databaseImports,
  sealedColumns,
  importArrows,
  edgeImports,
  noBarrels,
  folderNames,
  fileLength,
  forbiddenMarks,
  environmentNames,
  cronPaths,
  decisionNumbers,
  keptForLastRelease,
  lockedPackagesRule,
  versionFloors,
  licences,
  installScripts,
  secrets,
  workflows,
];
