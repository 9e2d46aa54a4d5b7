import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceState } from "../../sandbox/engine";

/** A value that the state keeps as a secret, as Pulumi encrypts it. */
export const secret = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: "v1:wEwhG/CwOSIZNPm6:qEVf6rHduFUjA+a1PFEc5sC6H0R7vxmPE7QttDI=",
};

/** A resource of ours as a state has it: `PhoneNumber front-desk`, its id, and the rest; its type is that of the dynamic host by default. */
export type StateResource = readonly [called: string, id: string, rest?: Partial<ResourceState>];

/** What `pulumi stack export` writes for a stack, such as `phones/prod`. */
export function exportOf(stack: string, ...resources: StateResource[]): { version: number; deployment: object } {
  const [project, name] = stack.split("/");
  const urn = (type: string, of: string) => `urn:pulumi:${name}::${project}::${type}::${of}`;
  const root = { urn: urn("pulumi:pulumi:Stack", `${project}-${name}`), custom: false, type: "pulumi:pulumi:Stack" };
  const ours = resources.map(([called, id, rest]) => {
    const [kind, ...words] = called.split(" ");
    const type = rest?.type ?? `pulumi-nodejs:dynamic/flowroute:${kind}`;
    return { urn: urn(type, words.join(" ")), custom: true, id, type, inputs: {}, outputs: {}, ...rest };
  });
  const manifest = { time: "2026-11-26T14:13:00Z", magic: "", version: "v3.260.0" };
  return { version: 3, deployment: { manifest, resources: [root, ...ours] } };
}

/** A folder for every test of the file; the function writes a file to it and gives the path. */
export function filesPerTest(): (name: string, content: unknown) => string {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "flowroute-files-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    // Some are programs.
    chmodSync(path, 0o755);
    return path;
  };
}
