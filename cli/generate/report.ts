import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { amount, counted } from "../../provider/lifecycle/counted";
import { firstTen } from "../../provider/lifecycle/first-ten";
import type { Snapshot } from "../account";
import type { Cli } from "../cli";
import { quoted } from "../shell";
import type { Comparison } from "./addition";
import type { Declarations } from "./declarations";
import { hasPackages, type Proof } from "./prove";
import type { Language } from "./style";

/** What a run of `generate` did. */
export interface Outcome {
  readonly declarations: Declarations;
  readonly files: readonly string[];
  readonly kept: readonly string[];
  readonly comparison?: Comparison;
  /** The file for `pulumi import`, and how many resources it has. */
  readonly imports?: { readonly path: string; readonly count: number };
}

/** All that there is to say of a run. */
interface Told {
  readonly account: Snapshot;
  readonly outcome: Outcome;
  readonly proof: Proof | undefined;
  /** Why there is no proof where one was asked for. */
  readonly unproven: string | undefined;
}

/** Where a program is, and what it is written in. */
interface Place {
  readonly dir: string;
  readonly out: string;
  readonly language: Language;
}

/** Prints what was done, for people. */
export function report(cli: Cli, place: Place, { account, outcome, proof, unproven }: Told): void {
  const { terminal } = cli;
  const { files, kept, comparison, declarations, imports } = outcome;
  const { dir } = place;
  if (comparison) reportComparison(cli, comparison);
  if (files.length > 0) terminal.print(`${comparison ? "Added to" : "Written to"} ${dir}: ${files.join(", ")}`);
  if (imports) terminal.print(`For pulumi import: ${imports.path}, ${counted(imports.count, "resource")}`);
  if (kept.length > 0) terminal.print(`Kept as ${kept.length === 1 ? "it was" : "they were"}: ${kept.join(", ")}`);
  for (const remark of notDeclared(declarations)) terminal.print(`As a comment: ${remark}`);
  const [numbers, routes] = [declarations.numbers.length, declarations.routes.length];
  const done = `${amount(numbers)} and ${amount(routes)} ${comparison ? "added" : "written"}`;
  terminal.print(`${counted(account.numbers.length, "number")}, ${counted(account.routes.length, "route")}: ${done}`);
  if (proof) reportProof(cli, proof);
  if (unproven !== undefined) terminal.print(`Not proven by a preview, because ${unproven}.`);
  if (proof?.writesNothing || unproven !== undefined) terminal.print(`Next: ${nextStep(place, imports?.path)}`);
}

/** What a person types now. */
function nextStep({ dir, out, language }: Place, importFile: string | undefined): string {
  const steps = [
    out === "." ? [] : `cd ${quoted(out)}`,
    hasPackages(dir) ? [] : `npm install${ownPackage(dir) ? "" : " pulumi-flowroute @pulumi/pulumi"}`,
    language === "python" ? [GEN_SDK, "pulumi install --no-plugins"] : [],
    importFile === undefined
      ? []
      : `pulumi import --file ${quoted(relative(dir, importFile))} --yes --generate-code=false`,
    "pulumi up",
  ];
  return steps.flat().join(" && ");
}

const GEN_SDK = "pulumi package gen-sdk node_modules/pulumi-flowroute/schema.json --language python --out sdk";

/** Whether package.json names the package; one that was there may not. */
function ownPackage(dir: string): boolean {
  const file = join(dir, "package.json");
  return existsSync(file) && readFileSync(file, "utf8").includes('"pulumi-flowroute"');
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
export function forPrograms({ account, outcome, proof, unproven }: Told) {
  const { files, kept, comparison, declarations, imports } = outcome;
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
    imports: imports?.count,
    unproven,
    preview: proof && { engine: proof.engine, writesNothing: proof.writesNothing, lines: [...proof.lines] },
  };
}
