import { z } from "zod";

/** What `generate --json` prints. */
export const generateSchema = z.strictObject({
  numbers: z.int().describe("numbers of the account that were asked for"),
  routes: z.int().describe("routes of the account that were asked for, the SIP registration among them"),
  files: z.array(z.string()).describe("files that were written or grew, in the folder"),
  kept: z.array(z.string()).describe("files that were there already and are as they were"),
  notDeclared: z.array(z.string()).describe("what stands in the program as a comment, with the reason"),
  comparison: z
    .strictObject({
      both: z.array(z.string()),
      onlyInProgram: z.array(z.string()),
      onlyOnAccount: z.array(z.string()),
      newRoutes: z.array(z.string()),
    })
    .optional()
    .describe("with --update: numbers in the program and on the account, as they were before"),
  imports: z.int().optional().describe("with --import-file: resources in that file"),
  unproven: z.string().optional().describe("why no preview could be made, where one was asked for"),
  preview: z
    .strictObject({
      engine: z.enum(["pulumi", "stand-in"]),
      writesNothing: z.boolean(),
      lines: z.array(z.string()).describe("what it says of changes and failures"),
    })
    .optional()
    .describe("what a preview of the program says; not there with --no-preview, nor where none could be made"),
});
