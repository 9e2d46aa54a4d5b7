import type { Command } from "commander";
import type { Cli } from "../cli";
import { JSON_OPTION } from "../json";
import { STACK_OPTION } from "../keys";
import { sessionOf } from "../session";
import { back } from "./back";
import { edit } from "./edit";
import { move } from "./move";
import { type Options, requestOf } from "./request";
import { checkConsent, type Work } from "./work";

/** `reroute`: moves calls when Pulumi cannot, because its state or CI is down too. */
export function defineReroute(program: Command, cli: Cli): void {
  program
    .command("reroute")
    .summary("move calls at once, without Pulumi; with a way back")
    .description(
      "Moves calls in an emergency, with nothing but the keys: of all numbers on a route to another route, or of everything on a " +
        "route by one edit of it. Shows what moves, asks, and keeps an undo file. Where it was stopped, the same command goes on.",
    )
    .option("--from <route>", "the route whose calls move: its alias or id; 0 is the SIP registration")
    .option("--to <route>", "the route that they move to")
    .option("--numbers <list or file>", "only these of them: numbers with commas, or a file with one on each line")
    .option("--route <route>", "the route to edit: everything on it moves in one request")
    .option("--host <host>", "with --route: the host where it leads from now on")
    .option("--uri <uri>", "with --route: the SIP URI where it leads from now on")
    .option("--number <number>", "with --route: the phone number where it leads from now on")
    .option("--undo <file>", "put back what this undo file has, but for what somebody moved meanwhile")
    .option("--undo-file <file>", "where to keep the undo file (default: reroute-<time>.undo.json in this folder)")
    .option("--yes", "do not ask; needed where there is no terminal")
    .option(...STACK_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  pulumi-flowroute reroute --from pbx-seattle --to pbx-denver
  pulumi-flowroute reroute --from pbx-seattle --to overnight --numbers 12065550100,12065550101 --yes
  pulumi-flowroute reroute --route pbx-seattle --host backup.pbx.example.com
  pulumi-flowroute reroute --undo reroute-2026-11-26T14-03-12.undo.json

A Pulumi program does not know of it: \`pulumi up --refresh\` brings back what the program declares.`,
    )
    .action((options: Options) => reroute(cli, options));
}

async function reroute(cli: Cli, options: Options): Promise<void> {
  const { terminal, cwd } = cli;
  const request = requestOf(options, cwd);
  checkConsent(cli, options);
  const session = await sessionOf(cli, options);
  const say = (line: string) => (options.json ? terminal.note(line) : terminal.print(line));
  const work: Work = { cli, session, options, say };
  if (request.kind === "move") return move(work, request);
  if (request.kind === "edit") return edit(work, request);
  return back(work, request.file);
}
