// On a dynamic provider that does nothing.
const { declare } = require("./declare");

const handler = JSON.stringify(`${__dirname}/handler.js`);

declare({
  type: (kind) => `pulumi-nodejs:dynamic/nothing:${kind}`,
  inputs: (kind) => ({ __provider: `exports.handler = () => require(${handler}).${kind};` }),
});
