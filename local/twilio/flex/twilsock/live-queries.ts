import { newSid } from "../../sids.ts";
import { evaluate } from "../../taskrouter/expressions/evaluate.ts";
import { parseExpression } from "../../taskrouter/expressions/parse.ts";
import { ExpressionError } from "../../taskrouter/expressions/syntax.ts";
import type { Store } from "../../taskrouter/store/store.ts";
import { type IndexChange, type IndexItem, type IndexName, Insights } from "./insights.ts";

/** Sends one subscriber an event about their query. */
export type Tell = (eventType: string, event: Readonly<Record<string, unknown>>) => void;

interface Subscription {
  readonly queryId: string;
  readonly index: IndexName;
  readonly query: string;
  readonly tell: Tell;
  readonly shown: Set<string>;
}

/** Searches over the Insights indexes. A search notifies its subscribers when its results change. */
export class LiveQueries {
  readonly #insights: Insights;
  readonly #subscriptions = new Set<Subscription>();
  #lastEventId = 0;

  constructor(store: Store) {
    this.#insights = new Insights(store);
    store.subscribe((event) => {
      for (const change of this.#insights.changesBy(event)) this.#tellOf(change);
    });
  }

  /** Returns the current results and an id for subscribing. `undefined`: the query is not valid. */
  search(index: IndexName, query: string): Readonly<Record<string, unknown>> | undefined {
    if (!isQuery(query)) return undefined;

    return { query_id: newSid("QR"), last_event_id: this.#lastEventId, items: this.#found(index, query) };
  }

  /** Subscribes, and sends the changes since the search at once. The returned function ends the subscription. */
  subscribe(queryId: string, index: IndexName, query: string, tell: Tell): () => void {
    const items = this.#found(index, query);
    const subscription = { queryId, index, query, tell, shown: new Set(items.map(({ key }) => key)) };
    this.#subscriptions.add(subscription);
    tell("live_query_updated", { query_id: queryId, items, last_event_id: this.#lastEventId });

    return () => {
      this.#subscriptions.delete(subscription);
    };
  }

  get lastEventId(): number {
    return this.#lastEventId;
  }

  #found(index: IndexName, query: string): readonly IndexItem[] {
    return this.#insights.items(index).filter((item) => finds(query, item));
  }

  #tellOf({ index, key, item }: IndexChange): void {
    this.#lastEventId += 1;
    for (const subscription of this.#subscriptions) {
      if (subscription.index !== index) continue;
      const event = { query_id: subscription.queryId, item_key: key, last_event_id: this.#lastEventId };
      if (item && finds(subscription.query, item)) {
        subscription.shown.add(key);
        subscription.tell("live_query_item_updated", {
          ...event,
          item_data: item.data,
          item_revision: item.revision,
        });
      } else if (subscription.shown.delete(key)) {
        subscription.tell("live_query_item_removed", { ...event, item_revision: null });
      }
    }
  }
}

/** Whether the query finds the item. The empty query finds everything. */
function finds(query: string, item: IndexItem): boolean {
  return query.trim() === "" || evaluate(parseExpression(withWords(query)), { data: item.data });
}

function isQuery(query: string): boolean {
  try {
    if (query.trim() !== "") parseExpression(withWords(query));
    return true;
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

/** Rewrites Sync's query words as TaskRouter's. Otherwise the two languages are alike. */
function withWords(query: string): string {
  return query.replace(/"(?:[^"\\]|\\.)*"|&&|\|\||\b(?:and|or|in|not_in|contains)\b/gi, (part) => {
    const word = part.toUpperCase();
    return WORDS[word] ?? (part.startsWith('"') ? part : word);
  });
}

const WORDS: Readonly<Record<string, string>> = { "&&": " AND ", "||": " OR ", NOT_IN: "NOT IN" };
