import { fstatSync } from "node:fs";
import { connect } from "node:net";

/**
 * Ends this process when its engine is gone without a word, as after `kill -9`. Otherwise what the engine asked for would go on, and buy
 * beside the next `pulumi up`, which buys the same again.
 *
 * The engine holds the other end of a provider's stdin. That end closed is not proof enough: an engine may have no use for it.
 * @param address where the engine listens
 */
export function endWithEngine(address: string | undefined, end: () => void): void {
  const port = Number(address?.match(/^127\.0\.0\.1:(\d+)$/)?.[1]);
  if (!port || !isPipe(0)) return;
  process.stdin.resume().once("end", () => {
    const engine = connect(port, "127.0.0.1", () => engine.destroy()).once("error", end);
  });
}

function isPipe(descriptor: number): boolean {
  try {
    const opened = fstatSync(descriptor);
    return opened.isFIFO() || opened.isSocket();
  } catch {
    // It was started without one.
    return false;
  }
}
