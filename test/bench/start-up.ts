import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { ProviderProcess } from "../../sandbox/engine/stand-in/provider-process";
import { median } from "./numbers";
import { programDir } from "./stack";

const handlers = {
  empty: "exports.handler = () => ({ check: async (_, inputs) => ({ inputs }) });",
  ours: 'exports.handler = () => require("pulumi-flowroute/lifecycle").PhoneNumber;',
};

/** Milliseconds from the start of a provider process to its first answer, which asks for nothing. */
async function startUp(__provider: string): Promise<number> {
  const start = performance.now();
  const provider = await ProviderProcess.start({
    programDir: programDir("ours"),
    engine: "127.0.0.1:0",
    project: "bench",
  });
  await provider.configure({ "flowroute:accessKey": "demo0key", "flowroute:secretKey": "demo0secret" });
  const urn = "urn:pulumi:bench::ours::pulumi-nodejs:dynamic/flowroute:PhoneNumber::main";
  const inputs = { number: "12065550100", __provider };
  const { failures } = await provider.check({ urn, olds: inputs, news: inputs });
  const milliseconds = performance.now() - start;
  await provider.close();
  if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
  return milliseconds;
}

/** Milliseconds that our provider takes longer to start than an empty one: the median of pairs, taken in turn. */
export async function startUpOverEmpty(rounds: number): Promise<number> {
  const differences: number[] = [];
  for (let round = 0; round < rounds; round++)
    differences.push((await startUp(handlers.ours)) - (await startUp(handlers.empty)));
  return median(differences);
}

/** Milliseconds from the start of the plugin's executable to the line with its port: the median of starts in turn. */
export async function pluginStartUp(rounds: number): Promise<number> {
  const starts: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const plugin = spawn(process.execPath, [join(__dirname, "../../dist/provider/hosts/plugin/bin.js")]);
    await once(plugin.stdout, "data");
    starts.push(performance.now() - start);
    plugin.kill();
    await once(plugin, "close");
  }
  return median(starts);
}
