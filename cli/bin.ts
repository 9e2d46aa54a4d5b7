#!/usr/bin/env node
import "./node-version";
import { Cli } from "./cli";
import { EXIT } from "./exit";
import { main } from "./main";
import { Terminal } from "./terminal";

const stop = new AbortController();
const terminal = new Terminal(process.stdin, process.stdout, process.stderr, process.env);
const cli = new Cli(terminal, process.cwd(), stop.signal);

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
  process.on(signal, () => {
    // A lost connection can send its signal twice, by the shell and by the system; a person did not ask twice.
    const again = stop.signal.aborted && signal !== "SIGHUP";
    stop.abort();
    if (cli.critical && !again) return;
    terminal.note("Stopped.");
    process.exit(EXIT.interrupted);
  });

/** @throws the error, unless it says that the reader of a pipe has seen enough (`| head`) or that the terminal is gone */
function checkUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
}

process.stdout.on("error", (error) => {
  checkUnread(error);
  // Work that must not be left half done goes on, though what it says is not read any more.
  if (!cli.critical) process.exit(cli.exitCode);
});

// Without messages the work can be done all the same: `2>&1 | head` must not cut a reroute off in the middle.
process.stderr.on("error", checkUnread);

main(process.argv.slice(2), cli).then((code) => {
  // Not exit(): what is printed into a pipe may still be on its way.
  process.exitCode = code;
});
