import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import * as flowroute from "../../../provider";
import { frontDesk } from "../../support/accounts";
import { stackOnAccount } from "../../support/config";

const stack = stackOnAccount();

/** An output as a preview has it before the resource it comes from is made. */
const unknownOutput = () => pulumi.output(unknown) as unknown as pulumi.Output<string>;

interface Settled<T> {
  promise(): Promise<T>;
  isKnown: Promise<boolean>;
}
const settle = <T>(output: pulumi.Output<T>) => output as unknown as Settled<T>;

test("every Output form gives what its promise form gives", async () => {
  const { number } = frontDesk;
  const pairs: [pulumi.Output<unknown>, Promise<unknown>][] = [
    [flowroute.getNumberOutput({ number: pulumi.output(number) }), flowroute.getNumber({ number })],
    [flowroute.getNumbersOutput({ areaCode: pulumi.output("206") }), flowroute.getNumbers({ areaCode: "206" })],
    [flowroute.getNumbersOutput(), flowroute.getNumbers()],
    [flowroute.getRoutesOutput({ routeType: "uri" }), flowroute.getRoutes({ routeType: "uri" })],
    [flowroute.getRoutesOutput(), flowroute.getRoutes()],
    [flowroute.getAvailableAreaCodesOutput({ maxSetupCost: 0 }), flowroute.getAvailableAreaCodes({ maxSetupCost: 0 })],
    [flowroute.getAvailableAreaCodesOutput(), flowroute.getAvailableAreaCodes()],
    [flowroute.getAvailableExchangesOutput({ areaCode: "206" }), flowroute.getAvailableExchanges({ areaCode: "206" })],
    [flowroute.getAvailableExchangesOutput(), flowroute.getAvailableExchanges()],
    [flowroute.getAvailableNumbersOutput({ take: pulumi.output(3) }), flowroute.getAvailableNumbers({ take: 3 })],
    [flowroute.getAvailableNumbersOutput(), flowroute.getAvailableNumbers()],
  ];
  for (const [output, promise] of pairs) expect(await settle(output).promise()).toEqual(await promise);
});

test("arguments a preview does not know make an unknown result, without a request", async () => {
  const results: pulumi.Output<unknown>[] = [
    flowroute.getNumberOutput({ number: unknownOutput() }),
    flowroute.getAvailableNumbersOutput({ areaCode: "206", endsWith: unknownOutput() }),
  ];
  for (const result of results) expect(await settle(result).isKnown).toBe(false);
  expect(stack.simulator.requests()).toEqual([]);
});
