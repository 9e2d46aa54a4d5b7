import * as pulumi from "@pulumi/pulumi";
import { type Simulator, startSimulator } from "../../sandbox/simulator";

/** Gives the program in this process the stack configuration for a simulated account. */
export function configureStack({
  accessKey,
  secretKey,
  url,
}: Pick<Simulator, "accessKey" | "secretKey" | "url">): void {
  const config = { "flowroute:accessKey": accessKey, "flowroute:secretKey": secretKey, "flowroute:baseUrl": url };
  pulumi.runtime.setAllConfig(config, ["flowroute:accessKey", "flowroute:secretKey"]);
}

/** A simulated account for all tests of a file, each of which finds the program's stack on it and no requests made. */
export function stackOnAccount(): { readonly simulator: Simulator } {
  const stack: { simulator: Simulator } = { simulator: undefined as unknown as Simulator };
  beforeAll(async () => {
    stack.simulator = await startSimulator();
  });
  afterAll(() => stack.simulator.close());
  beforeEach(() => {
    configureStack(stack.simulator);
    stack.simulator.clearRequests();
  });
  return stack;
}
