import { noteForProviders } from "../program/command";
import { clientOfStack } from "../program/config";
import type { Asking } from "./lookups";

/** A program asks the account of its stack's configuration, and lets the providers of its command know what it reads. */
export const asking: Asking = {
  get client() {
    return clientOfStack();
  },
  noteRead: (kind, id) => noteForProviders({ what: "read", kind, id }),
};
