// Preloaded (node --require), or required by a test: long waits of this process pass twenty times as fast, so that a
// server that hangs, or asks for patience, does not cost minutes. Short waits stay as they are: they belong to the machinery.
const timers = require("node:timers/promises");

const shorten = (milliseconds) => (milliseconds >= 200 ? milliseconds / 20 : milliseconds);

/** Waits of so many milliseconds and more are deadlines: they race with an answer. */
const DEADLINE = 10_000;
const TICKS = 20;

const { setTimeout: later } = globalThis;

/**
 * A deadline, shortened. It passes in ticks, and a tick that comes late does not count: this process was busy then, or had
 * no processor, and so had the server that it waits for. Without this a busy machine looks like a server that hangs.
 */
function deadline(run, milliseconds, args) {
  const tick = shorten(milliseconds) / TICKS;
  let left = TICKS;
  let due = performance.now() + tick;
  const timer = later(() => {
    const now = performance.now();
    if (now - due < tick) left -= 1;
    if (left === 0) return run(...args);
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
