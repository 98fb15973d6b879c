/** Removes a stack's data folder, wherever its database lies. */
export declare function removeData(folder: string): void;
