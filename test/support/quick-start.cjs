// Every command of a story starts Node twice, mostly to load the same SDK. With these settings that costs a third.
const Module = require("node:module");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { loadedOnUse, unused } = require("./unused.cjs");

// Preloaded by each process. The SDK turns this flag on while it loads, and V8 refuses what was compiled with other flags:
// program and provider, which load the SDK's modules in another order, would throw out each other's.
require("node:v8").setFlagsFromString("--allow-natives-syntax");

const late = new Set([...unused, "./automation"]);
const load = Module._load;
Module._load = (name, ...from) => {
  // Each stack that the SDK takes would read its source maps first, and no test looks for a place in its sources.
  if (name === "source-map-support/register") return {};
  // To serialize functions, the SDK has each program under a debugger from its first step. It has one in time without that too.
  if (name === "../../runtime/closure/v8Hooks") return { isInitializedAsync: async () => {} };
  return late.has(name) ? loadedOnUse(() => load(name, ...from)) : load(name, ...from);
};

module.exports = {
  NODE_COMPILE_CACHE: join(tmpdir(), "pulumi-flowroute-compiled"),
  NODE_OPTIONS: `--require ${JSON.stringify(__filename)}`,
  // Lint has checked the types of programs in TypeScript; at each command that took longer than all else. The demo's are checked.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
};
