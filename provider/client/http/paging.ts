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
  /** Whether every item must be found that is there all the time, though others come and go meanwhile. */
  complete: boolean;
  fetchPage: (size: number, offset: number) => Promise<Page<T>>;
  /** Makes the error for a list that cannot be read to its end. */
  unreadable: (size: number, offset: number, why: string) => Error;
}

/** Far more than an account has or a program can use. A server that always has more is not Flowroute. */
const MOST_ITEMS = 100_000;
/** Enough for that many items even if a server gives only 50 at once. */
const MOST_PAGES = 2_000;
/** Pages without a new item. A change to the list while it is read costs one or two, unless it is of thousands of items. */
const MOST_FRUITLESS = 50;

/**
 * The items of a list, each once, asking for a page only when its first item is wanted. Offsets count the items
 * received, because links are not to be relied on.
 *
 * While a list is read, items that come or go move all that follow them. So the pages of a `complete` list overlap by
 * one item. As long as each page begins with an item known already, it continues what is known, whatever the order of
 * the list, and nothing between was missed. Where one does not, reading goes back until one does.
 */
export async function* paged<T>(list: Paging<T>): AsyncGenerator<T, void> {
  const { pageMax, limit, keyOf, complete, fetchPage, unreadable } = list;
  const seen = new Set<string>();
  let fruitless = 0;
  let back = 0;
  for (let offset = 0, pages = 1; seen.size < limit; pages++) {
    const size = complete && offset > 0 ? pageMax : Math.min(pageMax, limit - seen.size);
    const { items, more } = await fetchPage(size, offset);
    const [first] = items;
    const joins = !complete || offset === 0 || (first !== undefined && seen.has(keyOf(first)));
    const known = seen.size;
    if (joins) {
      for (const item of items) {
        if (seen.size === limit) return;
        if (seen.has(keyOf(item))) continue;
        seen.add(keyOf(item));
        yield item;
      }
      if (!more || items.length === 0) return;
    }
    if (!joins || seen.size === known) fruitless += 1;
    if (fruitless > MOST_FRUITLESS)
      throw unreadable(size, offset, "a list that changes faster than it can be read, or repeats itself; try again");
    if (seen.size > MOST_ITEMS || pages >= MOST_PAGES)
      throw unreadable(size, offset, `a list without an end: ${seen.size} items on ${pages} pages, and more to come`);
    if (joins) {
      back = items.length;
      offset += complete ? items.length - 1 : items.length;
    } else {
      offset = Math.max(0, offset - back);
      back *= 2;
    }
  }
}
