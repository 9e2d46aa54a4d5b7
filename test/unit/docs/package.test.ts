import { read } from "../../support/documents";

// TypeScript 5 with node resolution, as a project of Pulumi may have it, knows no `exports`.
test("each entry of the package has its types for programs that know no exports, too", () => {
  const { exports, typesVersions } = JSON.parse(read("package.json").text) as {
    exports: Record<string, { types: string } | string>;
    typesVersions: { "*": Record<string, string[]> };
  };
  const entries = Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === "string" || entry === "." ? [] : [[entry.slice(2), [target.types]] as const],
  );
  expect(typesVersions["*"]).toEqual(Object.fromEntries(entries));
});
