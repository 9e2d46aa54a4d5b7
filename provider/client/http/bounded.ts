/** How far to read a list. */
export interface Bounded {
  /** The most items the caller can use; nothing is requested beyond them. Default: the whole list. */
  limit?: number | undefined;
}
