import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { amount, counted } from "../../provider/lifecycle/counted";
import { firstTen } from "../../provider/lifecycle/first-ten";
import type { Snapshot } from "../account";
import type { Cli } from "../cli";
import { quoted } from "../shell";
import type { Comparison } from "./addition";
import type { Declarations } from "./declarations";
import { hasPackages, type Proof } from "./prove";

/** What a run of `generate` did. */
export interface Outcome {
  readonly declarations: Declarations;
  readonly files: readonly string[];
  readonly kept: readonly string[];
  readonly comparison?: Comparison;
}

/** Prints what was done, for people. */
export function report(
  cli: Cli,
  { dir, out }: { readonly dir: string; readonly out: string },
  account: Snapshot,
  outcome: Outcome,
  proof: Proof | undefined,
): void {
  const { terminal } = cli;
  const { files, kept, comparison, declarations } = outcome;
  if (comparison) reportComparison(cli, comparison);
  if (files.length > 0) terminal.print(`${comparison ? "Added to" : "Written to"} ${dir}: ${files.join(", ")}`);
  if (kept.length > 0) terminal.print(`Kept as ${kept.length === 1 ? "it was" : "they were"}: ${kept.join(", ")}`);
  for (const remark of notDeclared(declarations)) terminal.print(`As a comment: ${remark}`);
  const [numbers, routes] = [declarations.numbers.length, declarations.routes.length];
  const done = `${amount(numbers)} and ${amount(routes)} ${comparison ? "added" : "written"}`;
  terminal.print(`${counted(account.numbers.length, "number")}, ${counted(account.routes.length, "route")}: ${done}`);
  if (proof) reportProof(cli, proof);
  if (proof?.writesNothing) terminal.print(`Next: ${nextStep(dir, out)}`);
}

/** What a person types now. */
function nextStep(dir: string, out: string): string {
  const there = out === "." ? "" : `cd ${quoted(out)} && `;
  if (hasPackages(dir)) return `${there}pulumi up`;
  // A package.json that was there may not name the package.
  const file = join(dir, "package.json");
  const own = existsSync(file) && readFileSync(file, "utf8").includes('"pulumi-flowroute"');
  return `${there}npm install ${own ? "" : "pulumi-flowroute @pulumi/pulumi "}&& pulumi up`;
}

function reportComparison({ terminal }: Cli, { both, onlyInProgram, onlyOnAccount, newRoutes }: Comparison): void {
  const list = (title: string, numbers: readonly string[]) =>
    terminal.print(`${title}: ${numbers.length}${numbers.length > 0 ? ` (${firstTen(numbers)})` : ""}`);
  list("In the program and on the account", both);
  list("Only in the program", onlyInProgram);
  list("Only on the account", onlyOnAccount);
  if (newRoutes.length > 0) list("Routes only on the account", newRoutes);
}

function reportProof({ terminal }: Cli, { engine, writesNothing, lines }: Proof): void {
  const by =
    engine === "pulumi" ? "pulumi preview" : "preview (by the stand-in engine, because there is no pulumi command)";
  if (!writesNothing) {
    terminal.note(
      `${terminal.styleNote("red", "error:")} ${by} does not prove that nothing would be written. It says:`,
    );
    for (const line of lines.slice(0, 20)) terminal.note(`  ${line}`);
    return;
  }
  terminal.print(`${by}: 0 writes`);
}

/** What stands in the program as a comment only. */
function notDeclared({ routes, numbers }: Declarations): string[] {
  return [
    ...routes.flatMap(({ route, obstacle }) => (obstacle === undefined ? [] : [`route ${route.id}: ${obstacle}`])),
    ...numbers.flatMap(({ number, obstacle, remarks }) =>
      (obstacle === undefined ? remarks : [obstacle]).map((remark) => `${number}: ${remark}`),
    ),
  ];
}

/** The same as `--json` has it. */
export function forPrograms(
  account: Snapshot,
  { files, kept, comparison, declarations }: Outcome,
  proof: Proof | undefined,
) {
  return {
    numbers: account.numbers.length,
    routes: account.routes.length,
    files: [...files],
    kept: [...kept],
    notDeclared: notDeclared(declarations),
    comparison: comparison && {
      both: [...comparison.both],
      onlyInProgram: [...comparison.onlyInProgram],
      onlyOnAccount: [...comparison.onlyOnAccount],
      newRoutes: [...comparison.newRoutes],
    },
    preview: proof && { engine: proof.engine, writesNothing: proof.writesNothing, lines: [...proof.lines] },
  };
}
