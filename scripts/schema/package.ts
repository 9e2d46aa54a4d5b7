import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./source";

/** What the schema says of the package as a whole, and how the SDKs made from it are called. */
export function packageOf() {
  const { name, version, description, keywords, license } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  );
  return {
    name: "flowroute",
    displayName: "Flowroute",
    version,
    description,
    keywords,
    license,
    // Without one, the SDK for .NET says that it is Pulumi's own.
    publisher: name,
    // So that the Go SDK is a module of its own, which a program can use from a folder. Its path comes from `repository`, which
    // package.json does not name yet.
    meta: { supportPack: true },
    language: {
      // Not as the package for Node is called that has the same classes by hand: a program could not have both.
      nodejs: { packageName: "pulumi-flowroute-sdk", respectSchemaVersion: true },
      python: { packageName: "pulumi_flowroute", respectSchemaVersion: true, pyproject: { enabled: true } },
      go: { respectSchemaVersion: true },
      csharp: { namespaces: { flowroute: "Flowroute" }, respectSchemaVersion: true },
    },
  };
}
