export * from "./engine";
export * from "./simulator";
