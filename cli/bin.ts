#!/usr/bin/env node
import "./node-version";
import { Cli } from "./cli";
import { EXIT } from "./exit";
import { main } from "./main";
import { Terminal } from "./terminal";

const stop = new AbortController();
const terminal = new Terminal(process.stdin, process.stdout, process.stderr, process.env);
const cli = new Cli(terminal, process.cwd(), stop.signal);

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.on(signal, () => {
    const again = stop.signal.aborted;
    stop.abort();
    if (cli.critical && !again) return;
    terminal.note("Stopped.");
    process.exit(EXIT.interrupted);
  });

// The reader of a pipe may have seen enough: `pulumi-flowroute map | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  // Work that must not be left half done goes on, though what it says is not read any more.
  if (!cli.critical) process.exit(cli.exitCode);
});

main(process.argv.slice(2), cli).then((code) => {
  // Not exit(): what is printed into a pipe may still be on its way.
  process.exitCode = code;
});
