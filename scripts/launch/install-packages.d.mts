/** Whether node_modules of a folder (default: the working directory) holds what package-lock.json names. */
export declare function isInstalled(root?: string): boolean;

/** Runs `npm ci`, development packages included. */
export declare function installPackages(): Promise<void>;
