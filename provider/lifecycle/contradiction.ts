/** The account says both that it has a number and that it does not. */
export class Contradiction extends Error {
  override readonly name = "Contradiction";
}
