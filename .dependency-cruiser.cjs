// The import rules of DESIGN.md: who may know of whom.
const outside = (path, pathNot) => ({ path, ...(pathNot ? { pathNot } : {}) });
const ours = "^(provider|cli|sandbox|examples|test|scripts)/";

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "client-stands-alone",
      comment: "The client is plain Flowroute: nothing of Pulumi, nothing of the rest of the project.",
      severity: "error",
      from: outside("^provider/client/"),
      to: outside(ours, "^provider/client/"),
    },
    {
      name: "pipeline-knows-no-family",
      comment: "How a request travels does not depend on what it asks for.",
      severity: "error",
      from: outside("^provider/client/http/"),
      to: outside("^provider/client/", "^provider/client/(http/|errors|settings)"),
    },
    {
      name: "families-share-types-and-schemas",
      comment: "A family of calls uses what another one's answers look like, never its calls.",
      severity: "error",
      from: outside("^provider/client/([^/]+)/"),
      to: outside("^provider/client/[^/]+/calls[.]ts$", "^provider/client/$1/"),
    },
    {
      name: "lifecycle-imports-only-client",
      comment: "What all lifecycles share knows no resource, no host and no program.",
      severity: "error",
      from: outside("^provider/lifecycle/"),
      to: outside(ours, "^provider/(client|lifecycle)/"),
    },
    {
      name: "behaviour-knows-no-program",
      comment: "A provider process loads a resource's behaviour without its class: the class needs the SDK.",
      severity: "error",
      from: outside("^provider/resources/", "/resource\\.ts$"),
      to: outside(ours, "^provider/(client|lifecycle|resources)/(?!.*resource\\.ts$)"),
    },
    {
      name: "resources-do-not-know-each-other",
      comment: "One resource may take another's class as an input, and nothing else of it.",
      severity: "error",
      from: outside("^provider/resources/([^/]+)/"),
      to: outside("^provider/resources/[^/]+/", "^provider/resources/($1/|[^/]+/resource\\.ts$)"),
    },
    {
      name: "pulumi-only-where-programs-are-met",
      comment: "Classes, functions and hosts meet the SDK; clients and lifecycles know not even its types.",
      severity: "error",
      from: outside(
        "^provider/",
        "^provider/(program|functions|components|hosts)/|^provider/(index|native)\\.ts$|/resource\\.ts$",
      ),
      to: { path: "@pulumi/pulumi" },
    },
    {
      name: "nobody-imports-hosts",
      comment: "A host reaches the list of resources; nothing of ours reaches a host.",
      severity: "error",
      from: outside("^provider/", "^provider/hosts/"),
      to: outside("^provider/hosts/"),
    },
    {
      name: "provider-without-sandbox",
      comment: "What is published as the provider never needs the sandbox.",
      severity: "error",
      from: outside("^provider/"),
      to: outside("^(cli|sandbox|examples|test|scripts)/"),
    },
    {
      name: "command-line-reads-and-shows",
      comment:
        "The command line works with what the account and the program are, by clients, shared reads and pure functions: no host, no class.",
      severity: "error",
      from: outside("^cli/"),
      to: outside(
        ours,
        "^(cli|sandbox/engine|provider/(client|lifecycle|functions|resources/(list|[^/]+/(?!resource)[^/]+))[/.])",
      ),
    },
    {
      name: "simulator-is-a-second-opinion",
      comment: "The simulator must not share the client's beliefs.",
      severity: "error",
      from: outside("^sandbox/simulator/"),
      to: outside("^(provider|cli|examples|test|scripts|sandbox/engine)/"),
    },
    {
      name: "engine-knows-no-flowroute",
      comment: "The stand-in engine is an engine, of whatever resources.",
      severity: "error",
      from: outside("^sandbox/engine/"),
      to: outside("^(provider|cli|examples|test|scripts|sandbox/simulator)/"),
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
