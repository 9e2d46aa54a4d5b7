// Takes docs/map.png and docs/map-phone.png of the simulator's example account, in the browser of this machine:
//   node --require ./test/support/register.cjs scripts/map-pictures.ts
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startSimulator } from "../sandbox/simulator";
import { openBrowser } from "../test/support/browser";
import { runCommand } from "../test/support/cli";

const SIZES = { "map.png": { width: 1280, height: 900 }, "map-phone.png": { width: 390, height: 844 } };

async function takePictures(): Promise<void> {
  const browser = await openBrowser();
  if (browser === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), "map-pictures-"));
  const simulator = await startSimulator();
  try {
    const { code, stderr } = await runCommand(["map", "--out", "map.html"], { simulator, cwd: folder });
    if (code !== 0) throw new Error(stderr);
    for (const [name, viewport] of Object.entries(SIZES)) {
      const page = await browser.newPage({ viewport, colorScheme: "light" });
      await page.goto(pathToFileURL(join(folder, "map.html")).href);
      await page.screenshot({ path: join(__dirname, "../docs", name) });
    }
  } finally {
    await simulator.close();
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

void takePictures();
