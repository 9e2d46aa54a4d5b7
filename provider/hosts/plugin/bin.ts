#!/usr/bin/env node
// What runs here must be readable to any Node: an old one would report some syntax error of a dependency.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  console.error(`pulumi-resource-flowroute needs Node 22.12 or newer, and this is ${process.versions.node}.`);
  process.exit(1);
}

const { enableCompileCache } = require("node:module") as typeof import("node:module");
enableCompileCache();
require("./main");
