import type { JsonObject } from "../../domain/json.ts";
import type { Resource } from "../../domain/setup/provisioning.ts";

/** Resources of one kind in the account, such as its workflows. */
export interface Resources {
  /** The resource with exactly this name, or `undefined`. */
  find(name: string): Promise<Resource | undefined>;

  create(name: string, content: JsonObject): Promise<Resource>;

  /** Replaces the content. The name stays. */
  update(id: string, content: JsonObject): Promise<void>;
}
