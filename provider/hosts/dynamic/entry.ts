/**
 * What the SDK's provider process loads: `require("pulumi-flowroute/lifecycle").PhoneNumber` is the text in every stack's
 * state, so this entry and its names never change once released.
 */
import type { dynamic } from "@pulumi/pulumi";
import { Command } from "../../lifecycle/command";
import { Session } from "../../lifecycle/session";
import type { ResourceKind } from "../../resources/list";
import { endWithEngine } from "../engine-gone";
import { providersOn } from "./providers";
import { leaveToEngine } from "./reported";

// One process serves one command on one account, so its resources share one session. The engine's address is the process's last
// argument: with `--logflow` or tracing, others come before it.
const address = process.argv.at(-1);
const session = new Session({
  print: (line) => console.log(`flowroute: ${line}`),
  command: Command.ofEngine(address),
});

const end = () => {
  session.end();
  process.exit();
};
const finish = () => {
  session.finish();
  process.exit();
};

leaveToEngine(console);
// The engine interrupts its providers when all is done, and shows what they still have to say.
process.once("SIGINT", finish);
// Of a machine that stops, or a job that is cancelled: the engine may be at its work.
process.once("SIGTERM", end);
endWithEngine(address, end);

const handlers: Record<ResourceKind, dynamic.ResourceProvider> = providersOn(session);

export = handlers;
