import * as pulumi from "@pulumi/pulumi";
import type { Simulator } from "../../sandbox/simulator";

/** Gives the program in this process the stack configuration for a simulated account. */
export function configureStack({
  accessKey,
  secretKey,
  url,
}: Pick<Simulator, "accessKey" | "secretKey" | "url">): void {
  pulumi.runtime.setAllConfig({
    "flowroute:accessKey": accessKey,
    "flowroute:secretKey": secretKey,
    "flowroute:baseUrl": url,
  });
}
