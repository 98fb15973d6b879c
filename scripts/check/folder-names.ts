import type { Rule } from "./tree";

const FORBIDDEN = ["utils", "util", "helpers", "helper", "services", "service", "common", "misc", "shared"];

/** Folders are named after what is in them, not after its being useful. */
export const folderNames: Rule = {
  name: "folders are nouns of the business",
  check: (tree) => {
    const found = new Map<string, string>();
    for (const path of tree.files) {
      const folders = path.split("/").slice(0, -1);
      const index = folders.findIndex((folder) => FORBIDDEN.includes(folder.toLowerCase()));
      if (index >= 0) found.set(folders.slice(0, index + 1).join("/"), path);
    }
    return [...found.keys()].map((folder) => ({ file: folder, message: "names no business; say what is in it" }));
  },
};
