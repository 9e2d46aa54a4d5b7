/**
 * The text of a file that a person or a shell wrote: in UTF-8, with or without the mark that Windows puts in front, or in UTF-16, in which
 * PowerShell writes what `>` is given.
 */
export function decoded(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}
