// The plugin of the package beside, started by its executable, which the package exports to nothing else.
const { dirname, join } = require("node:path");

const manifest = require.resolve("pulumi-flowroute/package.json");
require(join(dirname(manifest), require(manifest).bin["pulumi-resource-flowroute"]));
