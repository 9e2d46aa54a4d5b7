import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProviderProcess, ResourceInitFailed } from "../../sandbox/engine/stand-in/provider-process";
import { urnOf } from "../support/engine-world";

const programDir = join(__dirname, "programs/files");
const __provider = `exports.handler = () => require(${JSON.stringify(join(programDir, "handler.js"))});`;
const urn = urnOf("a");
const inputs = { __provider, path: "a", content: "old", mode: "rw" };

test("the SDK's provider process is started, configured, called and ended", async () => {
  let printed = "";
  const provider = await ProviderProcess.start({
    programDir,
    engine: "127.0.0.1:0",
    project: "files",
    env: { STORE: mkdtempSync(join(tmpdir(), "engine-")) },
    onOutput: (text) => {
      printed += text;
    },
  });
  await provider.configure({ "files:account": "me" });
  expect(await provider.check({ urn, olds: {}, news: { __provider, path: "a", content: "forbidden" } })).toEqual({
    inputs: { __provider, path: "a", content: "forbidden", mode: "rw" },
    failures: [{ property: "content", reason: "must not be forbidden" }],
  });
  const outputs = { ...inputs, size: 3, account: "me" };
  expect(await provider.create({ urn, inputs: { ...inputs, say: "hello" } })).toEqual({
    id: "a",
    outputs: { ...outputs, say: "hello" },
  });
  const about = { urn, id: "a", olds: outputs, oldInputs: inputs };
  expect(await provider.diff({ ...about, news: inputs })).toEqual({
    changes: false,
    replaces: [],
    deleteBeforeReplace: false,
  });
  expect(await provider.diff({ ...about, news: { ...inputs, path: "b", exclusive: true } })).toEqual({
    changes: true,
    replaces: ["path"],
    deleteBeforeReplace: true,
  });
  expect(await provider.diff({ ...about, news: { ...inputs, undecided: true } })).toMatchObject({ changes: undefined });
  expect(await provider.update({ ...about, news: { ...inputs, content: "newer" } })).toEqual({
    outputs: { ...outputs, content: "newer", size: 5 },
  });
  expect(await provider.read({ urn, id: "a", inputs, outputs })).toEqual({
    id: "a",
    outputs: { ...outputs, content: "newer", size: 5 },
    inputs: undefined,
  });
  await provider.delete({ urn, id: "a", inputs, outputs });
  expect(await provider.read({ urn, id: "a", inputs, outputs })).toMatchObject({ id: "" });
  await provider.close();
  expect(printed).toContain("hello\n");
});

test("errors of the provider come through, whole and half", async () => {
  const env = { STORE: mkdtempSync(join(tmpdir(), "engine-")) };
  const provider = await ProviderProcess.start({ programDir, engine: "127.0.0.1:0", project: "files", env });
  await provider.configure({});
  await expect(provider.create({ urn, inputs: { ...inputs, content: "explode" } })).rejects.toThrow("it exploded");
  const half = await provider.create({ urn, inputs: { ...inputs, content: "half" } }).catch((error: unknown) => error);
  expect(half).toBeInstanceOf(ResourceInitFailed);
  expect(half).toMatchObject({
    id: "a",
    properties: { content: "half", size: 4 },
    reasons: ["the disk is slow", "the moon is full"],
  });
  const hanging = expect(provider.create({ urn, inputs: { ...inputs, content: "hang" } })).rejects.toThrow(/process/);
  process.kill(provider.pid ?? Number.NaN, "SIGKILL");
  await hanging;
  await provider.close();
});

test("a directory without the SDK is an error that says so", async () => {
  const empty = mkdtempSync(join(tmpdir(), "engine-"));
  await expect(ProviderProcess.start({ programDir: empty, engine: "127.0.0.1:0", project: "files" })).rejects.toThrow(
    "@pulumi/pulumi",
  );
});
