import type { Browser } from "playwright-core";
import { findOnPath } from "../../sandbox/engine/on-path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

/**
 * The browser of this machine. Where there is none, or it does not start, a printed line says so, and there is nothing to test
 * with: it is no dependency of ours, because it is larger than all of them.
 */
export async function openBrowser(): Promise<Browser | undefined> {
  const executablePath = findOnPath(NAMES);
  if (executablePath === undefined) return without(`there is no browser on the PATH (${NAMES.join(", ")})`);
  const { chromium } = await import("playwright-core");
  try {
    // Its sandbox does not start for root, as which containers run; the only pages opened are our own.
    return await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  } catch (error) {
    return without(`${executablePath} does not start: ${String(error).split("\n")[0]}`);
  }
}

function without(reason: string): undefined {
  process.stderr.write(`Not run in a browser, because ${reason}.\n`);
}
