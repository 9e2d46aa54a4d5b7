/** `code`: resources for each number. `table`: a file of numbers, and a group for those with the same routes. */
export type Layout = "code" | "table";

/** The languages that a program can be written in. */
export const LANGUAGES = ["typescript", "python", "yaml"] as const;

export type Language = (typeof LANGUAGES)[number];

/** How a program is written. */
export interface Style {
  readonly language: Language;
  readonly layout: Layout;
  /** Whether its resources are on the plugin, which other languages need, and imports too. */
  readonly onPlugin: boolean;
}

/** A file of a project, with its whole text. */
export interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

/** The file that is the program; in YAML it is the project's own. */
export const MAIN = { typescript: "index.ts", python: "__main__.py", yaml: "Pulumi.yaml" } as const satisfies Record<
  Language,
  string
>;
