import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { type AccountInput, startSimulator } from "../../../sandbox/simulator";
import { openBrowser } from "../../support/browser";
import { runCommand } from "../../support/cli";
import { hostileNames } from "../../support/hostile";

const folder = mkdtempSync(join(tmpdir(), "map-page-"));
let browser: Browser | undefined;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/** A page of the map in a browser, and what it did that a page of ours never does. */
interface Visit {
  readonly page: Page;
  readonly wrongs: readonly string[];
}

/** Writes an account's map and opens it. Where there is no browser, the test ends here: a line said so. */
async function visit(
  account: AccountInput | undefined,
  name: "map.html" | "map.svg",
  look: (visit: Visit) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  if (browser === undefined) return;
  const simulator = await startSimulator(account && { account });
  const context = await browser.newContext(options);
  try {
    const { code, stderr } = await runCommand(["map", "--out", name], { simulator, cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^Wrote /) });
    const page = await context.newPage();
    const wrongs: string[] = [];
    page.on("console", (message) => wrongs.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => wrongs.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => wrongs.push(`dialog: ${dialog.message()}`));
    const address = pathToFileURL(join(folder, name)).href;
    page.on("request", (request) => {
      if (request.url() !== address && request.url() !== "data:,") wrongs.push(`request: ${request.url()}`);
    });
    await page.goto(address);
    await look({ page, wrongs });
    expect(wrongs).toEqual([]);
  } finally {
    await context.close();
    await simulator.close();
  }
}

/** The numbers that a reader sees in the table. */
const seen = (page: Page) =>
  page
    .locator("#numbers tbody tr:visible")
    .evaluateAll((rows) => rows.map((row) => row.children[0]?.firstChild?.nodeValue?.trim()));

test("the page's search finds numbers as people write them, names, routes and marks, by keyboard alone", async () => {
  await visit(undefined, "map.html", async ({ page }) => {
    expect(await seen(page)).toHaveLength(13);
    const search = page.getByRole("searchbox", { name: "Search numbers, names and routes" });
    await page.getByRole("link", { name: "Numbers" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await search.evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.type("+1 (206) 555-0100");
    expect(await seen(page)).toEqual(["12065550100"]);
    expect(await page.getByRole("status").textContent()).toBe("1 of 13 shown");
    await page.keyboard.press("Escape");
    expect(await seen(page)).toHaveLength(13);
    await page.keyboard.type("RECEPTION pbx-main");
    expect(await seen(page)).toEqual(["12125550110", "12125550111"]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    expect(await seen(page)).toEqual(["12065550101"]);
    await page.keyboard.press("ArrowDown");
    expect(await seen(page)).toHaveLength(7);
    await search.fill("nothing has this name");
    expect(await seen(page)).toEqual([]);
    expect(await page.getByRole("status").textContent()).toBe("0 of 13 shown");
  });
});

test("names that are hostile are text on the page, and nothing else", async () => {
  const routes = hostileNames.map((alias, index) => [
    String(1000 + index),
    { alias, route_type: "uri" as const, value: `sip:${alias}` },
  ]);
  const numbers = hostileNames.map((alias, index) => [
    `1206555${1000 + index}`,
    { alias: alias.slice(0, 64), primary_route: String(1000 + index), failover_route: "0" },
  ]);
  const account = { routes: Object.fromEntries(routes), numbers: Object.fromEntries(numbers) };
  await visit(account, "map.html", async ({ page }) => {
    await page.locator("summary").click();
    const names = await page.locator("#numbers tbody th bdi").allTextContents();
    expect(names).toEqual(
      hostileNames.map((name) =>
        name.slice(0, 64).replace("\u202e", "\\u202e").replace("\n", "\\u000a").replace("\u001b", "\\u001b"),
      ),
    );
    expect(await page.title()).toBe("Inbound routes: 28 numbers, 29 routes");
    expect(await page.locator("img, script:not(body > script), iframe, a[href^=http]").count()).toBe(0);
    await page.getByRole("searchbox").fill("</script>");
    expect(await seen(page)).toEqual(["12065551002"]);
  });
  await visit(account, "map.svg", async ({ page }) => {
    expect(await page.locator(":root").evaluate((root) => root.nodeName)).toBe("svg");
    expect(await page.locator("text.name").allTextContents()).toContain("=cmd()");
  });
});

test("without scripts the page has every number and no search; on a phone nothing is wider than the screen", async () => {
  const phone = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };
  await visit(
    undefined,
    "map.html",
    async ({ page }) => {
      expect(await page.locator("#numbers tbody tr:visible").count()).toBe(13);
      expect(await page.locator("#find").isVisible()).toBe(false);
      expect(await page.locator(".picture.narrow").isVisible()).toBe(true);
      expect(await page.locator(".picture.wide").isVisible()).toBe(false);
      expect(await page.locator(":root").evaluate((root) => root.scrollWidth)).toBe(390);
    },
    phone,
  );
});

test("an account without numbers has a page too", async () => {
  await visit({}, "map.html", async ({ page }) => {
    expect(await page.getByText("The account has no numbers.").isVisible()).toBe(true);
    expect(await page.locator("#find").count()).toBe(0);
  });
});

test("the picture says for screen readers what it shows", async () => {
  await visit(undefined, "map.svg", async ({ page }) => {
    const picture = page.getByRole("img", { name: "Inbound routes and the numbers on them: 13 numbers, 12 routes" });
    expect(await picture.count()).toBe(1);
    expect(await page.locator("#map-desc").textContent()).toContain(
      "3 routes carry nothing. sip-reg (0) is primary of 5 numbers and failover of 1 number.",
    );
  });
});
