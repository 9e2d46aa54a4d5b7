export {
  type Account,
  type Charge,
  type EdgeStrategy,
  type InventoryNumber,
  type NumberDetails,
  type OwnedNumber,
  ownedNumber,
  type Route,
} from "./account";
export type { AccountInput } from "./account-input";
export type { Fault } from "./faults";
export type { LoggedRequest } from "./request-log";
export { seededAccount } from "./seed/account";
export type { Settings } from "./settings";
export {
  demoAccessKey,
  demoSecretKey,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "./simulator";
