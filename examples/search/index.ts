import * as pulumi from "@pulumi/pulumi";
import { getAvailableAreaCodes, getAvailableExchanges, getAvailableNumbers } from "pulumi-flowroute";

const config = new pulumi.Config();
const areaCode = config.get("areaCode") ?? "206";
const maxSetupCost = config.getNumber("maxSetupCost") ?? 1;

/** Area codes that have a number within the price, three digits each. */
export const areaCodes = getAvailableAreaCodes({ maxSetupCost }).then((found) => found.areaCodes);

/** Exchanges of the area code that have one, six digits each. */
export const exchanges = getAvailableExchanges({ areaCode, maxSetupCost }).then((found) => found.exchanges);

/** The five numbers of the area code that cost least by the month. */
export const cheapest = getAvailableNumbers({ areaCode, maxSetupCost, sortBy: "monthlyCost", take: 5 }).then((found) =>
  found.numbers.map(
    ({ number, setupCost, monthlyCost, rateCenter }) =>
      `+${number} in ${rateCenter ?? "no rate center"}: $${setupCost} to set up, $${monthlyCost} a month`,
  ),
);
