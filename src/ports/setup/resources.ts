import type { JsonObject } from "../../domain/json.ts";
import type { Resource } from "../../domain/setup/provisioning.ts";

/** Resources of one kind in the account, such as its workflows. */
export interface Resources {
  /** The resource with exactly this name, or `undefined`. Of several, always the same one: that which was made first. */
  find(name: string): Promise<Resource | undefined>;

  /** `undefined`: another resource has this name, and no two may have it. Nothing was made. */
  create(name: string, content: JsonObject): Promise<Resource | undefined>;

  /** Replaces the content. The name stays. */
  update(id: string, content: JsonObject): Promise<void>;

  /** Removes a resource. Does nothing where there is none. */
  remove(id: string): Promise<void>;

  /** Only where deployers edit the content: a short text that is the same for the same content. */
  fingerprintOf?(content: JsonObject): string;
}
