import * as pulumi from "@pulumi/pulumi";

const greeter: pulumi.dynamic.ResourceProvider = {
  async create(inputs: { name: string }) {
    return { id: inputs.name, outs: { ...inputs, greeting: `Hello, ${inputs.name}!` } };
  },
};

class Greeting extends pulumi.dynamic.Resource {
  declare readonly greeting: pulumi.Output<string>;

  constructor(name: string, args: { name: pulumi.Input<string> }, options?: pulumi.CustomResourceOptions) {
    super(greeter, name, { greeting: undefined, ...args }, options, "typed", "Greeting");
  }
}

const config = new pulumi.Config();
export const greeting = new Greeting("greeting", { name: config.require("name") }).greeting;
