import type { JsonObject } from "../../domain/json.ts";
import { type Change, decideChange, type Resource } from "../../domain/setup/provisioning.ts";

/** Things of one kind in the account. */
export interface Resources {
  /** The thing with exactly this name, or `undefined`. */
  find(name: string): Promise<Resource | undefined>;
  create(name: string, content: JsonObject): Promise<Resource>;
  update(id: string, content: JsonObject): Promise<void>;
}

/** A thing that there should be. */
export interface Wanted {
  /** How the others refer to it. */
  readonly key: string;
  /** For people. */
  readonly title: string;
  readonly name: string;
  /** `undefined` while that which it lives in is not there. */
  resources(made: Made): Resources | undefined;
  content(made: Made): JsonObject;
  /** The deployer's own thing, used in its place. */
  readonly yours?: string;
}

export interface PlannedChange extends Pick<Wanted, "key" | "title" | "name"> {
  readonly change: Change;
}

/** What is there so far. Of what is only planned, the id is a placeholder. */
export class Made {
  private readonly resources = new Map<string, Resource>();

  put(key: string, resource: Resource): void {
    this.resources.set(key, resource);
  }

  has(key: string): boolean {
    return this.resources.has(key);
  }

  id(key: string): string {
    return this.resources.get(key)?.id ?? `(new ${key})`;
  }

  detail(key: string, name: string): string {
    return this.resources.get(key)?.details?.[name] ?? `(new ${key})`;
  }
}

export interface Provisioned {
  readonly made: Made;
  readonly changes: readonly PlannedChange[];
}

export interface ProvisionOptions {
  /** Only say what would be done. */
  readonly dryRun: boolean;
  /** Told of each change, once it is done. */
  readonly onChange?: (change: PlannedChange) => void;
}

/**
 * Makes what is missing and updates what differs, in the order given. Whatever is already as it should be is left
 * alone: after a failure in the middle, doing all of it again goes on from there.
 */
export async function provision(
  wanted: readonly Wanted[],
  { dryRun, onChange }: ProvisionOptions,
): Promise<Provisioned> {
  const made = new Made();
  const changes: PlannedChange[] = [];
  for (const each of wanted) {
    const { key, title, name } = each;
    const change = await bringAbout(each, made, dryRun);
    changes.push({ key, title, name, change });
    onChange?.({ key, title, name, change });
  }

  return { made, changes };
}

async function bringAbout(wanted: Wanted, made: Made, dryRun: boolean): Promise<Change> {
  const { key, name, yours } = wanted;
  if (yours !== undefined) {
    made.put(key, { id: yours, content: {} });
    return { kind: "yours", id: yours };
  }
  const resources = wanted.resources(made);
  if (!resources) return { kind: "create" };

  const content = wanted.content(made);
  const existing = await resources.find(name);
  const change = decideChange(existing, content);
  if (existing) made.put(key, existing);
  if (!dryRun) {
    if (change.kind === "create") made.put(key, await resources.create(name, content));
    if (change.kind === "update") await resources.update(change.id, content);
  }

  return change;
}
