import { rules } from "./rules";
import type { Report } from "./schema";
import { resourceText } from "./words";

/** Rows of a CSV file, one for each finding. */
export function auditCsv({ findings }: Report): string[][] {
  const rows = findings.map(({ level, rule, number, alias, routes = [], resources, detail }) => [
    level,
    rule,
    number ?? "",
    alias ?? "",
    routes.join(" "),
    resources.map(resourceText).join("; "),
    detail ?? rules[rule].means,
  ]);
  return [["level", "rule", "number", "alias", "routes", "resources", "detail"], ...rows];
}
