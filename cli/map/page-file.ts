import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A style of the page. */
export function styleSheet(name: "colours.css" | "diagram.css" | "page.css"): string {
  return pageFile(name);
}

/** What the page does by itself. */
export function pageScript(): string {
  return pageFile("page.js");
}

function pageFile(name: string): string {
  return readFileSync(join(__dirname, "page", name), "utf8");
}
