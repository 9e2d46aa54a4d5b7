import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../support/cli";
import { keptPreview } from "../../support/previews";
import { simulatorPerTest } from "../../support/simulator";
import { exportOf } from "../../support/states";

const simulator = simulatorPerTest();
let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "input-files-"));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const state = JSON.stringify(exportOf("phones/prod", ["PhoneNumber desk", "12065550100"]), undefined, 2);

const commands = [
  ["report", keptPreview("everything.json"), ["report", "--preview", "file"]],
  ["audit", state, ["audit", "--state", "file", "--json"]],
  ["generate", '{\n  "12065550100": "the-desk"\n}', ["generate", "--no-preview", "--names", "file", "--json"]],
  ["reroute", "number\n12065550100\n", ["reroute", "--from=0", "--to=91340", "--numbers", "file", "--yes", "--json"]],
] as const;

const written = {
  "with the line ends of Windows": (text: string) => Buffer.from(text.replaceAll("\n", "\r\n")),
  "with a byte order mark": (text: string) => Buffer.from(`\uFEFF${text}`),
  "in UTF-16, as PowerShell writes it": (text: string) =>
    Buffer.from(`\uFEFF${text.replaceAll("\n", "\r\n")}`, "utf16le"),
};

describe.each(commands)("%s", (_, text, args) => {
  test.each(Object.entries(written))("reads a file %s", async (_, write) => {
    const before = structuredClone(simulator().account);
    writeFileSync(join(cwd, "file"), text);
    const plain = await runCommand(args, { simulator: simulator(), cwd });
    rmSync(cwd, { recursive: true });
    cwd = mkdtempSync(join(tmpdir(), "input-files-"));
    Object.assign(simulator().account, before);
    writeFileSync(join(cwd, "file"), write(text));
    const { code, stdout } = await runCommand(args, { simulator: simulator(), cwd });
    const unnamed = (out: string) => out.replaceAll(/reroute-[^"]*json/g, "");
    expect({ code, stdout: unnamed(stdout) }).toEqual({ code: plain.code, stdout: unnamed(plain.stdout) });
    expect(code).not.toBe(2);
  });
});
