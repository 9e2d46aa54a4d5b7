import type { Account } from "../account";
import { completeAccount } from "../account-input";
import { seededInventory } from "./inventory";
import { seededNumbers } from "./numbers";
import { seededEdgeStrategies, seededRoutes } from "./routes";

/** The account a simulator starts with when it is given none: a new copy at every call. */
export function seededAccount(): Account {
  return completeAccount({
    numbers: seededNumbers,
    routes: seededRoutes,
    edge_strategies: seededEdgeStrategies,
    inventory: seededInventory(),
  });
}
