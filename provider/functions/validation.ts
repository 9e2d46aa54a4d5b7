/** What validates arguments, loaded with the first call: it needs zod, which most programs, that only declare, do without. */
export const validation = () => require("./validate-args") as typeof import("./validate-args");
