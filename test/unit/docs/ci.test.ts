import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { read } from "../../support/documents";
import { keptPreview } from "../../support/previews";

const page = read("docs/ci.md");

test("the report that docs/ci.md prints is one of a real preview", () => {
  const [report] = page.fences.filter(({ language }) => language === "console");
  const blocks =
    report?.code
      .replace(/^[$].*\n/, "")
      .trim()
      .split("\n\n") ?? [];
  expect(blocks.length).toBeGreaterThan(10);
  expect(keptPreview("everything.md")).toContain(blocks.join("\n\n"));
});

describe("the script that comments", () => {
  const folder = mkdtempSync(join(tmpdir(), "ci-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  // In place of GitHub's own command: notes what it is asked, and answers a list with COMMENT.
  writeFileSync(
    join(folder, "gh"),
    '#!/bin/sh\nfor word; do printf "%s\\n" "$word" >> asked; done\ncase "$*" in *--paginate*) printf "$COMMENT";; esac\n',
  );
  chmodSync(join(folder, "gh"), 0o755);
  const [, indented = ""] = /run: \|\n((?: {10}.*\n)+)/.exec(page.text) ?? [];

  /** What GitHub was asked, a word to a line. */
  async function comment(report: string, ids: string): Promise<string[]> {
    rmSync(join(folder, "asked"), { force: true });
    writeFileSync(join(folder, "report.md"), report);
    const env = {
      PATH: folder + delimiter + process.env.PATH,
      COMMENT: ids,
      COMMENTS: "repos/acme/phones/issues/7/comments",
      GITHUB_REPOSITORY: "acme/phones",
    };
    // As GitHub runs a step.
    await promisify(execFile)("bash", ["-e", "-c", indented.replace(/^ {10}/gm, "")], { cwd: folder, env });
    const asked = join(folder, "asked");
    return existsSync(asked) ? readFileSync(asked, "utf8").trimEnd().split("\n") : [];
  }

  const marker = "<!-- pulumi-flowroute report phones/dev -->";
  const list = [
    "api",
    "--paginate",
    "repos/acme/phones/issues/7/comments",
    "--jq",
    `.[] | select(.user.login == "github-actions[bot]" and (.body | startswith("${marker}"))) | .id`,
  ];

  test("posts a comment where there is none", async () => {
    expect(await comment(keptPreview("everything.md"), "")).toEqual([
      ...list,
      "api",
      "--silent",
      "repos/acme/phones/issues/7/comments",
      "-F",
      "body=@report.md",
    ]);
  });

  test("edits the one that is there", async () => {
    expect(await comment(keptPreview("everything.md"), "31\\n32\\n")).toEqual([
      ...list,
      "api",
      "--silent",
      "--method",
      "PATCH",
      "repos/acme/phones/issues/comments/31",
      "-F",
      "body=@report.md",
    ]);
  });

  test("asks nothing where Pulumi could not begin", async () => {
    expect(await comment("", "")).toEqual([]);
  });
});
