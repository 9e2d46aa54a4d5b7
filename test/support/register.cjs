// Preloaded: lets Node run the TypeScript of this repository, extensionless imports included, as jest runs it.
const { readFileSync } = require("node:fs");
const { transformSync } = require("@swc/core");

const options = { jsc: { parser: { syntax: "typescript" }, target: "es2023" }, module: { type: "commonjs" } };

require.extensions[".ts"] = (module, filename) =>
  module._compile(transformSync(readFileSync(filename, "utf8"), { ...options, filename }).code, filename);
