import type { Account, OwnedNumber } from "../account";
import type { Simulation } from "../simulation";

/** What a 207 adds: the number itself is as wished, but messaging could not be asked for (U-15). */
export const provisioningUnavailable = {
  errors: [{ detail: "Message Provision API unavailable", id: "00000000-0000-4000-8000-000000000207", status: 503 }],
};

/** Carries out a wish for messaging (N5, N9); answers whether the provisioning service took it. */
export function wishMessaging(simulation: Simulation, number: string, owned: OwnedNumber, wish: boolean): boolean {
  if (!wish) {
    // What `false` does is not documented (U-20); a switch that cannot be turned off would be the stranger reading.
    owned.messaging_enabled = false;
    owned.message_provision = null;
    return true;
  }
  if (owned.messaging_enabled) return true;
  if (simulation.settings.messageProvisioning === "unavailable") return false;
  owned.message_provision = { id: `00000000-0000-4000-8000-${number.padStart(12, "0")}`, status: "processing" };
  return true;
}

/** Ends the messaging tasks that are under way: from now on these numbers have messaging. */
export function finishProvisioning(account: Account): void {
  for (const owned of Object.values(account.numbers)) {
    if (owned.message_provision?.status !== "processing") continue;
    owned.message_provision.status = "successful";
    owned.messaging_enabled = true;
  }
}
