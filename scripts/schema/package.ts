import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./source";

/** What the schema says of the package as a whole, and how the SDKs made from it are called. */
export function packageOf() {
  const { version, description, keywords, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return {
    name: "flowroute",
    displayName: "Flowroute",
    version,
    description,
    keywords,
    license,
    language: {
      // Not as the package for Node is called that has the same classes by hand: a program could not have both.
      nodejs: { packageName: "pulumi-flowroute-sdk", respectSchemaVersion: true },
      python: { packageName: "pulumi_flowroute", respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { importBasePath: "pulumi-flowroute/sdk/go/flowroute", respectSchemaVersion: true },
      csharp: { namespaces: { flowroute: "Flowroute" }, respectSchemaVersion: true },
    },
  };
}
