// Test files load modules in jest's own way, which `quick-start.cjs` does not reach.
const { unused, loadedOnUse } = require("./unused.cjs");

for (const name of [...unused, "@pulumi/pulumi/automation"])
  jest.mock(name, () => loadedOnUse(() => jest.requireActual(name)));
