/** Where Node keeps what it compiled. */
export const NODE_COMPILE_CACHE: string;
/** Preloads `quick-start.cjs`. */
export const NODE_OPTIONS: string;
