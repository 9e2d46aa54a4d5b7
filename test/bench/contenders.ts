/** A way to write the provider, each with a program that declares the same fleet. */
export const contenders = ["nothing", "plain", "ours"] as const;
export type Contender = (typeof contenders)[number];

/** The same program on the provider plugin, and on a plugin that does nothing, which are compared with this package's dynamic resources alone. */
export type Program = Contender | "plugin" | "nothing-plugin";

export const meaning: Readonly<Record<Contender, string>> = {
  nothing: "a provider that does nothing: the floor",
  plain: "the straightforward way: `pulumi.dynamic.Resource`, one request a read, nothing shared",
  ours: "this package",
};
