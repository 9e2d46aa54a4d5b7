export * from "./get-available-area-codes";
export * from "./get-available-exchanges";
export * from "./get-available-numbers";
export * from "./get-number";
export * from "./get-numbers";
export * from "./get-routes";
