// Preloaded (node --require), or required by a test: long waits of this process pass twenty times as fast, so that a
// server that hangs, or asks for patience, does not cost minutes. Short waits stay as they are: they belong to the machinery.
const timers = require("node:timers/promises");

const shorten = (milliseconds) => (milliseconds >= 200 ? milliseconds / 20 : milliseconds);

const { setTimeout: later } = globalThis;
globalThis.setTimeout = Object.assign(
  (run, milliseconds, ...args) => later(run, shorten(milliseconds), ...args),
  later,
);

const { setTimeout: wait } = timers;
timers.setTimeout = (milliseconds, ...args) => wait(shorten(milliseconds), ...args);

const { timeout } = AbortSignal;
AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, shorten(milliseconds));

/** Back to real time, for the tests that follow in the same process. */
exports.restore = () => {
  globalThis.setTimeout = later;
  timers.setTimeout = wait;
  AbortSignal.timeout = timeout;
};
