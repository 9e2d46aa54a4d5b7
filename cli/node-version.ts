// Imported before all else, because what follows uses what an older Node.js does not have, and would fail at it halfway.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`error: pulumi-flowroute needs Node.js 22.12 or newer, and this is ${process.versions.node}.\n`);
  process.exit(1);
}
