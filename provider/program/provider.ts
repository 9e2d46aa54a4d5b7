import * as pulumi from "@pulumi/pulumi";
import { missingKey } from "../lifecycle/setting-names";
import { refuseUnknownSettings } from "./config";

/** The package of all dynamic resources. */
const dynamicHost = "pulumi-nodejs";

/** Keys and settings of one Flowroute account; each means what the stack setting of its name means. */
export interface ProviderArgs {
  /** Access key of the account. A secret, always. */
  accessKey: pulumi.Input<string>;
  /** Secret key of the account. A secret, always. */
  secretKey: pulumi.Input<string>;
  /** Another server, such as the simulator: scheme and host. Default: `https://api.flowroute.com`. */
  baseUrl?: pulumi.Input<string>;
  /** `"forbid"` makes every purchase an error. Default: `"allow"`. */
  purchases?: pulumi.Input<"allow" | "forbid">;
  /** The most a number may cost to set up, in US dollars. Default: 10. */
  maxSetupCost?: pulumi.Input<number>;
  /** The most a number may cost, in US dollars a month. Default: 10. */
  maxMonthlyCost?: pulumi.Input<number>;
  /** The most one command may spend, set-up plus first month, in US dollars. Default: no bound. */
  maxSpend?: pulumi.Input<number>;
  /**
   * The most numbers that one command may release, or detach from their routes. Default: 10.
   * @asType integer
   */
  maxReleases?: pulumi.Input<number>;
  /**
   * What deleting does where a resource says nothing. `"remove"` takes numbers and routes away, `"retain"` nothing. Default: numbers
   * and what they have stay, and an inbound route that was made here is deleted once no number uses it.
   */
  onDelete?: pulumi.Input<"retain" | "remove">;
}

/**
 * A Flowroute account other than the one in the stack's configuration, for the `provider` option of its resources.
 *
 * The stack's own `flowroute:` settings do not reach it: repeat those that protect you. The keys are secrets of the state,
 * however they are given. `pulumi refresh` and `pulumi destroy` use the settings of the last `pulumi up`.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { PhoneNumber, Provider } from "pulumi-flowroute";
 *
 * const config = new pulumi.Config();
 * const support = new Provider("support", {
 *   accessKey: config.requireSecret("supportAccessKey"),
 *   secretKey: config.requireSecret("supportSecretKey"),
 *   purchases: "forbid",
 * });
 * new PhoneNumber("hotline", { number: "+1 800-555-0199", purchase: "forbid" }, { provider: support });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** The package whose provider it is; with it goes how the settings are named. */
  protected static readonly package: string = dynamicHost;

  /**
   * @param name the provider's name in the stack
   * @param args the account's keys and settings
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: ProviderArgs, options?: pulumi.ResourceOptions) {
    refuseUnknownSettings(Object.keys(args));
    const { accessKey, secretKey, ...settings } = args;
    const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
    // A provider's settings are texts, as the stack's are.
    const prefix = new.target.package === dynamicHost ? "flowroute:" : "";
    const texts = entries.map(([setting, value]) => [prefix + setting, textOf(value)]);
    const keys = {
      [`${prefix}accessKey`]: pulumi.secret(given(name, "accessKey", accessKey)),
      [`${prefix}secretKey`]: pulumi.secret(given(name, "secretKey", secretKey)),
    };
    const otherHost = new.target.package === dynamicHost ? "flowroute" : dynamicHost;
    const aliases = [{ type: `pulumi:providers:${otherHost}` }];
    super(
      new.target.package,
      name,
      { ...Object.fromEntries(texts), ...keys },
      pulumi.mergeOptions(options, { aliases }),
    );
  }
}

/**
 * The key, which must not be empty: a provider process without keys takes those of the environment, which are another account's.
 */
function given(provider: string, name: string, key: pulumi.Input<string>): pulumi.Input<string> {
  return pulumi.output(key).apply((text) => {
    if (text) return text;
    throw new pulumi.RunError(missingKey(provider, name));
  });
}

function textOf(value: pulumi.Input<string | number>): pulumi.Input<string> {
  return typeof value === "object" ? pulumi.output(value).apply(String) : String(value);
}
