// On a provider plugin that does nothing.
const { declare } = require("../nothing/declare");

declare({ type: (kind) => `nothing:index:${kind}`, inputs: () => ({}) });
