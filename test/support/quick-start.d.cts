/** Where Node keeps what it compiled. */
export const NODE_COMPILE_CACHE: string;
/** Programs are run without a look at their types. */
export const PULUMI_NODEJS_TRANSPILE_ONLY: string;
/** Preloads `quick-start.cjs`. */
export const NODE_OPTIONS: string;
