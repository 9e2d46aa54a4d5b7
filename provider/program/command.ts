import { Command, type Note } from "../lifecycle/command";

// Not in the SDK's type declarations: it keeps all that belongs to one program in a store of its own, of which a process
// that uses Pulumi's Automation API has several.
const { getStore } = require("@pulumi/pulumi/runtime/state") as {
  getStore(): { settings: { options: { engineAddr?: string } } };
};

const commands = new WeakMap<object, Command>();

/** The command that runs the calling program. */
export function commandOfProgram(): Command {
  const store = getStore();
  const command = commands.get(store) ?? Command.ofEngine(store.settings.options.engineAddr, undefined, "program");
  commands.set(store, command);
  return command;
}

/** Lets the provider processes of this command know what the program has; some of its resources they are never asked about. */
export function noteForProviders(notes: Note | readonly Note[]): void {
  commandOfProgram().noteSafely(notes);
}
