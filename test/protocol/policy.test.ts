import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import { AnalyzeRequest, type AnalyzeResponse, AnalyzerResourceOptions } from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { ResourceKind } from "../../provider/program/kinds";

const modules = resolve(__dirname, "../../node_modules");
const declared: Record<ResourceKind, Record<string, string | string[]>> = {
  PhoneNumber: { number: "+12065550100", onDelete: "release" },
  NumberRoutes: { number: "+12065550100", onDelete: "detach" },
  InboundRoute: { alias: "pbx-main", host: "pbx.example.com", onDelete: "remove" },
  NumberGroup: { numbers: ["+12065550100"], onDelete: "detach" },
};
const kinds = Object.keys(declared) as ResourceKind[];

/** One typed policy for each class, as a person writes them. */
const pack = `
const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");
const { PhoneNumber, NumberRoutes, InboundRoute, NumberGroup } = require("pulumi-flowroute");
const keep = (resource) => ({
  name: "keep-" + resource.name,
  description: resource.name + " resources are kept",
  enforcementLevel: "mandatory",
  validateResource: validateResourceOfType(resource, (given, args, reportViolation) => {
    if (given.onDelete !== undefined) reportViolation("onDelete is " + given.onDelete);
  }),
});
new PolicyPack("phones", { policies: [PhoneNumber, NumberRoutes, InboundRoute, NumberGroup].map(keep) });`;

let dir: string;
let policies: ChildProcess;
let engine: AnalyzerClient;

// The process that Pulumi's SDK runs policies in, asked as the engine asks it.
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "flowroute-policy-"));
  mkdirSync(join(dir, "pack"));
  const program = join(dir, "pack");
  writeFileSync(join(program, "index.js"), pack);
  writeFileSync(join(program, "package.json"), JSON.stringify({ name: "phones", version: "1.0.0", main: "index.js" }));
  symlinkSync(modules, join(program, "node_modules"), "dir");
  const command = join(modules, "@pulumi/pulumi/cmd/run-policy-pack");
  policies = spawn(process.execPath, [command, "127.0.0.1:0", program], {
    cwd: program,
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (!policies.stdout) throw new Error("the process has no output");
  for await (const line of createInterface(policies.stdout)) {
    engine = new AnalyzerClient(`127.0.0.1:${line.trim()}`, credentials.createInsecure());
    return;
  }
  throw new Error("the policies ended before they could be asked");
});

afterAll(() => {
  engine?.close();
  policies?.kill();
  rmSync(dir, { recursive: true, force: true });
});

/** What the policies say of a resource; the type is the one that stands in its URN, as the engine takes it from there. */
async function violations(kind: ResourceKind, inputs: Record<string, string | string[]>) {
  const urn = `urn:pulumi:dev::phones::pulumi-nodejs:dynamic/flowroute:${kind}::line`;
  const [, , type = ""] = urn.split("::");
  const request = new AnalyzeRequest();
  request.setUrn(urn);
  request.setName("line");
  request.setType(type);
  request.setOptions(new AnalyzerResourceOptions());
  request.setProperties(Struct.fromJavaScript(inputs));
  const response = await new Promise<AnalyzeResponse>((done, failed) =>
    engine.analyze(request, (error, answer) => (error ? failed(error) : done(answer))),
  );
  return response.getDiagnosticsList().map((it) => `${it.getPolicyname()}: ${it.getMessage()}`);
}

test.each(kinds)(
  "a policy of @pulumi/policy about %s finds the resources of that class, and no others",
  async (kind) => {
    const said = await violations(kind, declared[kind]);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^keep-${kind}: [^]*onDelete is ${declared[kind].onDelete}`));
  },
);

test.each(kinds)("a %s that keeps to the policies passes", async (kind) => {
  const { onDelete: _, ...kept } = declared[kind];
  expect(await violations(kind, kept)).toEqual([]);
});
