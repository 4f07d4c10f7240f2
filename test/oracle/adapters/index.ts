import type { Adapters } from "../check-file.ts";

/** The adapter of each topic; `folder/topic` where two folders share one. */
export const adapters: Adapters = {};
