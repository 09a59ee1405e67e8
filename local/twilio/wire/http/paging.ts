import { badRequest, Refusal } from "../../refusal.ts";
import { Params } from "./params.ts";

interface Page<T> {
  readonly items: readonly T[];
  readonly meta: Readonly<Record<string, string | number | null>>;
}

const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 1000;

/** One page of a list, with the links to other pages. Like Twilio's, they name Twilio's own host. */
export function pageOf<T extends { readonly sid: string }>(
  all: readonly T[],
  key: string,
  address: string,
  query: URLSearchParams,
): Page<T> {
  const params = new Params(query);
  const pageSize = params.integer("PageSize") ?? DEFAULT_PAGE_SIZE;
  if (pageSize < 1 || pageSize > LARGEST_PAGE_SIZE) throw badRequest("PageSize is not valid");
  const page = params.integer("Page") ?? 0;
  const token = params.text("PageToken");
  if (page > 0 && token === undefined) throw pageWithoutToken();

  const from = token === undefined ? 0 : startAfter(all, token);
  const items = all.slice(from, from + pageSize);
  const link = (number: number, pageToken?: string) => linkTo(address, query, pageSize, number, pageToken);
  const last = items.at(-1);
  const hasMore = from + pageSize < all.length && last !== undefined;

  return {
    items,
    meta: {
      page,
      page_size: pageSize,
      first_page_url: link(0),
      previous_page_url: page > 0 ? link(page - 1, tokenBefore(all, from, pageSize)) : null,
      url: link(page, token),
      next_page_url: hasMore ? link(page + 1, tokenFor(last.sid, from + items.length)) : null,
      key,
    },
  };
}

/** An opaque page token, like Twilio's. It finds its place even if its item was deleted meanwhile. */
function tokenFor(sid: string, index: number): string {
  return `PT${sid}.${index}`;
}

function tokenBefore(
  all: readonly { readonly sid: string }[],
  from: number,
  pageSize: number,
): string | undefined {
  const index = from - pageSize;
  const before = all[index - 1];

  return before ? tokenFor(before.sid, index) : undefined;
}

function startAfter(all: readonly { readonly sid: string }[], token: string): number {
  const [, sid, index] = /^PT(\w+)\.(\d+)$/.exec(token) ?? [];
  if (sid === undefined || index === undefined) throw badRequest("PageToken is not valid");
  const found = all.findIndex((item) => item.sid === sid);

  return found === -1 ? Number(index) : found + 1;
}

/** A page number without a token is refused: https://www.twilio.com/docs/api/errors/40153 */
function pageWithoutToken(): Refusal {
  return new Refusal(400, 40153, "Page number out of range. Use PageToken to page through the list");
}

function linkTo(
  address: string,
  query: URLSearchParams,
  pageSize: number,
  page: number,
  pageToken: string | undefined,
): string {
  const search = new URLSearchParams(query);
  search.set("PageSize", String(pageSize));
  search.set("Page", String(page));
  search.delete("PageToken");
  if (pageToken !== undefined) search.set("PageToken", pageToken);

  return `${address}?${search}`;
}
