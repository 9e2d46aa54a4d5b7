// The import rule of the design: who may know of whom.
const outside = (path, pathNot) => ({ path, ...(pathNot ? { pathNot } : {}) });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "client-stands-alone",
      comment: "The client is plain Flowroute: nothing of Pulumi, nothing of the rest of the project.",
      severity: "error",
      from: outside("^provider/client/"),
      to: outside("^(provider|sandbox|examples|test|scripts)/", "^provider/client/"),
    },
    {
      name: "lifecycle-imports-only-client",
      comment: "The provider process loads lifecycle and client and nothing else of ours.",
      severity: "error",
      from: outside("^provider/lifecycle/"),
      to: outside("^(provider|sandbox|examples|test|scripts)/", "^provider/(client|lifecycle)/"),
    },
    {
      name: "pulumi-only-on-the-program-side",
      comment: "Client and lifecycle run without the Pulumi SDK (its types are allowed: they vanish).",
      severity: "error",
      from: outside("^provider/(client|lifecycle)/"),
      to: { path: "@pulumi/pulumi", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "client-knows-no-pulumi-types",
      comment: "The client imports nothing of Pulumi, not even types.",
      severity: "error",
      from: outside("^provider/client/"),
      to: { path: "@pulumi/pulumi" },
    },
    {
      name: "provider-without-sandbox",
      comment: "What is published as the provider never needs the sandbox.",
      severity: "error",
      from: outside("^provider/"),
      to: outside("^(sandbox|examples|test|scripts)/"),
    },
    {
      name: "simulator-is-a-second-opinion",
      comment: "The simulator must not share the client's beliefs.",
      severity: "error",
      from: outside("^sandbox/simulator/"),
      to: outside("^(provider|examples|test|scripts|sandbox/engine)/"),
    },
    {
      name: "engine-knows-no-flowroute",
      comment: "The stand-in engine is an engine, of whatever resources.",
      severity: "error",
      from: outside("^sandbox/engine/"),
      to: outside("^(provider|examples|test|scripts|sandbox/simulator)/"),
    },
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};
