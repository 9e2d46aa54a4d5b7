/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** Whether the account says there are more. */
  more: boolean;
}

/** A list and how to read it. */
export interface Paging<T> {
  /** Most items the API gives at once. */
  pageMax: number;
  /** Most items wanted. */
  limit: number;
  /** What tells items apart. */
  keyOf: (item: T) => string;
  fetchPage: (size: number, offset: number) => Promise<Page<T>>;
  /** Makes the error for a list that would never end. */
  endless: (size: number, offset: number) => Error;
}

/**
 * The items of a list, each once, asking for a page only when its first item is wanted.
 *
 * The next page starts after as many items as were received, because links are not to be relied on, and an item that moved
 * back over a page's edge meanwhile is not given twice. A page with nothing new would repeat for ever: that is an error.
 */
export async function* paged<T>({ pageMax, limit, keyOf, fetchPage, endless }: Paging<T>): AsyncGenerator<T, void> {
  const seen = new Set<string>();
  for (let offset = 0; seen.size < limit; ) {
    const size = Math.min(pageMax, limit - seen.size);
    const { items, more } = await fetchPage(size, offset);
    const known = seen.size;
    for (const item of items) {
      if (seen.size === limit) return;
      if (seen.has(keyOf(item))) continue;
      seen.add(keyOf(item));
      yield item;
    }
    if (!more || items.length === 0) return;
    if (seen.size === known) throw endless(size, offset);
    offset += items.length;
  }
}
