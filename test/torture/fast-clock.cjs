// Preloaded (node --require), or required by a test: long waits of this process pass twenty times as fast, so that a
// server that hangs, or asks for patience, does not cost minutes. Short waits stay as they are: they belong to the machinery.
const { performance } = require("node:perf_hooks");
const timers = require("node:timers/promises");

const shorten = (milliseconds) => (milliseconds >= 200 ? milliseconds / 20 : milliseconds);

/** Waits of so many milliseconds and more are deadlines: they race with an answer. */
const DEADLINE = 10_000;
const TICKS = 20;
const MOSTLY = 0.5;

const { setTimeout: later } = globalThis;

/**
 * A deadline, shortened. It passes in ticks, and a tick does not count that comes late, or in which this process had mostly work to do:
 * most often the server that it waits for is in this very process, and had no turn. Without this a busy machine looks like a server that
 * hangs.
 */
function deadline(run, milliseconds, args) {
  const tick = shorten(milliseconds) / TICKS;
  let left = TICKS;
  let due = performance.now() + tick;
  let before = performance.eventLoopUtilization();
  const timer = later(() => {
    const [now, busy] = [performance.now(), performance.eventLoopUtilization()];
    if (now - due < tick && performance.eventLoopUtilization(busy, before).utilization < MOSTLY) left -= 1;
    if (left === 0) return run(...args);
    before = busy;
    due = now + tick;
    timer.refresh();
  }, tick);
  return timer;
}

globalThis.setTimeout = Object.assign(
  (run, milliseconds, ...args) =>
    milliseconds >= DEADLINE ? deadline(run, milliseconds, args) : later(run, shorten(milliseconds), ...args),
  later,
);

const { setTimeout: wait } = timers;
timers.setTimeout = (milliseconds, ...args) => wait(shorten(milliseconds), ...args);

const { timeout } = AbortSignal;
AbortSignal.timeout = (milliseconds) => {
  const controller = new AbortController();
  const expire = () => controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  deadline(expire, milliseconds, []).unref();
  return controller.signal;
};

/** Back to real time, for the tests that follow in the same process. */
exports.restore = () => {
  globalThis.setTimeout = later;
  timers.setTimeout = wait;
  AbortSignal.timeout = timeout;
};
