export * from "./getAvailableAreaCodes";
export * from "./getAvailableExchanges";
export * from "./getAvailableNumbers";
export * from "./getNumber";
export * from "./getNumbers";
export * from "./getRoutes";
