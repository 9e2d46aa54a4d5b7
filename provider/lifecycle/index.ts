/**
 * What the provider process loads: `require("pulumi-flowroute/lifecycle").PhoneNumber` is the text in every stack's
 * state, so this entry and its names never change once released (design section 4).
 */
import type { dynamic } from "@pulumi/pulumi";
import { NumberRoutesLifecycle } from "./number-routes/lifecycle";
import { PhoneNumberLifecycle } from "./phone-number/lifecycle";
import { Session } from "./session";

// One process serves one command on one account, so its resources share one session.
const session = new Session();

export const PhoneNumber: dynamic.ResourceProvider = new PhoneNumberLifecycle(session);
export const NumberRoutes: dynamic.ResourceProvider = new NumberRoutesLifecycle(session);
