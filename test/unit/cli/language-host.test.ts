import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { withPythonSdk } from "../../../cli/generate/language-host";
import { read } from "../../support/documents";
import { filesPerTest } from "../../support/states";

const file = filesPerTest();
const { version } = JSON.parse(read("package.json").text) as { version: string };

test("Python finds the SDK, and its version as that of an installed package", async () => {
  const dir = dirname(file("Pulumi.yaml", "name: phones\nruntime:\n  name: python\n"));
  // It makes no SDK: the test is of what Pulumi leaves out.
  file("pulumi", "#!/bin/sh\n");
  const { PYTHONPATH } = await withPythonSdk(dir, { PATH: dir });
  expect(PYTHONPATH).toBe(join(dir, "sdk/python"));
  const metadata = join(dir, `sdk/python/pulumi_flowroute-${version}.dist-info/METADATA`);
  expect(readFileSync(metadata, "utf8")).toBe(`Metadata-Version: 2.1\nName: pulumi_flowroute\nVersion: ${version}\n`);
});
