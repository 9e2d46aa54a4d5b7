/** An input that stands for nothing on the account, or for several things. */
export class UnclearInput extends Error {
  override readonly name = "UnclearInput";
}
