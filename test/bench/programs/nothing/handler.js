// A provider that does nothing: what a command takes when it asks nobody anything.
module.exports = {
  check: async (_, inputs) => ({ inputs }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => ({ id: inputs.number, outs: inputs }),
  read: async (id, props) => ({ id, props }),
  update: async (_, __, inputs) => ({ outs: inputs }),
  delete: async () => {},
};
