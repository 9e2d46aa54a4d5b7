// Declares the resources listed in the file named by PROGRAM (see test/support/engine-world.ts for its form).
const { readFileSync } = require("node:fs");
const pulumi = require("@pulumi/pulumi");

const handler = `exports.handler = () => require(${JSON.stringify(`${__dirname}/handler.js`)});`;

class File extends pulumi.CustomResource {
  constructor(name, args, options) {
    const outputs = { path: undefined, content: undefined, size: undefined, account: undefined };
    super("pulumi-nodejs:dynamic/files:File", name, { __provider: handler, ...outputs, ...args }, options);
  }
}

const makers = {
  file: (name, args, options) => new File(name, args, options),
  component: (name, _args, options) => new pulumi.ComponentResource("files:index:Folder", name, {}, options),
  provider: (name, args, options) => new pulumi.ProviderResource("pulumi-nodejs", name, args, options),
  stackReference: (name) => new pulumi.StackReference(name),
};

const program = JSON.parse(readFileSync(process.env.PROGRAM, "utf8"));
const config = new pulumi.Config();
const made = new Map();

for (const { kind, name, args = {}, options = {}, outputs } of program.resources) {
  const resource = makers[kind](name, mapValues(args), mapOptions(options));
  made.set(name, resource);
  if (outputs) resource.registerOutputs(mapValues(outputs));
}
if (program.log) pulumi.log[program.log.severity](program.log.message);
if (program.print) console.log(program.print);
if (program.invoke) pulumi.runtime.invoke(program.invoke, {});
if (program.fail) throw new Error(program.fail);

module.exports = mapValues(program.outputs ?? {});

/** "$name.property" is the output of another resource, "?key" configuration, "!text" a secret. */
function mapValue(value) {
  if (typeof value !== "string") return Array.isArray(value) ? value.map(mapValue) : mapObject(value);
  const [, name, property] = /^\$(\w+)\.(\w+)$/.exec(value) ?? [];
  if (name) return made.get(name)[property];
  if (value.startsWith("?")) return config.getSecret(value.slice(1)) ?? null;
  return value.startsWith("!") ? pulumi.secret(value.slice(1)) : value;
}

function mapObject(value) {
  return typeof value === "object" && value !== null ? mapValues(value) : value;
}

function mapValues(values) {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, mapValue(value)]));
}

function mapOptions({ dependsOn, parent, provider, ...others }) {
  return {
    ...others,
    ...(dependsOn && { dependsOn: dependsOn.map((name) => made.get(name)) }),
    ...(parent && { parent: made.get(parent) }),
    ...(provider && { provider: made.get(provider) }),
  };
}
