import { type Exchange, pass } from "../support/gateway";
import type { Disturbance } from "./trial";

const unanswered = () => {};
const served = async (exchange: Exchange) => void (await exchange.serve());

/** Every way in which a command can end before its time, right before and right after Flowroute acts. */
export const deaths: readonly Disturbance[] = [
  { name: "provider killed before it was done", play: unanswered, death: "provider killed" },
  { name: "provider killed after it was done", play: served, death: "provider killed" },
  { name: "power cut before it was done", play: unanswered, death: "power cut" },
  { name: "power cut after it was done", play: served, death: "power cut" },
  { name: "Ctrl-C", play: pass, death: "interrupted" },
];
