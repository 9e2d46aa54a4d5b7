import { nearest } from "./nearest";

/** Every setting there is, as `flowroute:<name>`. */
export const settingNames: readonly string[] = [
  "accessKey",
  "secretKey",
  "baseUrl",
  "onDelete",
  "purchases",
  "maxSetupCost",
  "maxMonthlyCost",
  "maxSpend",
  "maxReleases",
];

/** Why a provider of its own account cannot do without one of its keys. */
export function missingKey(provider: string, name: string): string {
  return (
    `Provider ${provider}: ${name} is empty. Without it, resources would use the account of FLOWROUTE_ACCESS_KEY and ` +
    "FLOWROUTE_SECRET_KEY. Look where the program takes the key from."
  );
}

/** What is wrong with a name that no setting has: a misspelt `flowroute:purchases` would forbid nothing and say nothing. */
export function unknownSetting(name: string): string | undefined {
  if (settingNames.includes(name)) return undefined;
  const [meant] = nearest(name, settingNames);
  const hint =
    meant === undefined ? `The settings are ${settingNames.join(", ")}.` : `Did you mean flowroute:${meant}?`;
  return `There is no setting flowroute:${name}. ${hint}`;
}
