// Every command of a story starts Node twice, mostly to load the same SDK. With these settings that costs half as much.
const { tmpdir } = require("node:os");
const { join } = require("node:path");

// Preloaded by each process. The SDK turns this flag on while it loads, and V8 refuses what was compiled with other flags:
// program and provider, which load the SDK's modules in another order, would throw out each other's.
require("node:v8").setFlagsFromString("--allow-natives-syntax");

module.exports = {
  NODE_COMPILE_CACHE: join(tmpdir(), "pulumi-flowroute-compiled"),
  NODE_OPTIONS: `--require ${JSON.stringify(__filename)}`,
  // Lint has checked the types of programs in TypeScript; at each command that took longer than all else. The demo's are checked.
  PULUMI_NODEJS_TRANSPILE_ONLY: "true",
};
