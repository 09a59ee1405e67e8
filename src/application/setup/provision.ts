import type { JsonObject } from "../../domain/json.ts";
import { type Change, decideChange, type Resource } from "../../domain/setup/provisioning.ts";
import type { Resources } from "../../ports/setup/resources.ts";

/** A resource that the account should have. */
export interface DesiredResource {
  /** The name by which other desired resources refer to it. */
  readonly key: string;
  /** For people. */
  readonly title: string;
  readonly name: string;
  /** `undefined` while the resource that it belongs to does not exist. */
  resources(provisioned: Provisioned): Resources | undefined;
  content(provisioned: Provisioned): JsonObject;
  /** Id of the deployer's own resource, to use in its place. */
  readonly external?: string;
}

export interface PlannedChange extends Pick<DesiredResource, "key" | "title" | "name"> {
  readonly change: Change;
}

/** The resources that exist so far. A resource that is only planned has a placeholder as its id. */
export class Provisioned {
  readonly #resources = new Map<string, Resource>();

  put(key: string, resource: Resource): void {
    this.#resources.set(key, resource);
  }

  has(key: string): boolean {
    return this.#resources.has(key);
  }

  id(key: string): string {
    return this.#resources.get(key)?.id ?? `(new ${key})`;
  }

  detail(key: string, name: string): string {
    return this.#resources.get(key)?.details?.[name] ?? `(new ${key})`;
  }
}

export interface ProvisionReport {
  readonly provisioned: Provisioned;
  readonly changes: readonly PlannedChange[];
}

export interface ProvisionOptions {
  /** Only report what would be done. */
  readonly dryRun: boolean;
  /** Called after each change. */
  readonly onChange?: (change: PlannedChange) => void;
}

/**
 * Makes the resources that are missing and updates those that differ, in the order given. A resource that is as it
 * should be is left alone, so after a failure in the middle the same call goes on from there.
 */
export async function provision(
  desired: readonly DesiredResource[],
  { dryRun, onChange }: ProvisionOptions,
): Promise<ProvisionReport> {
  const provisioned = new Provisioned();
  const changes: PlannedChange[] = [];
  for (const each of desired) {
    const { key, title, name } = each;
    const change = await reconcile(each, provisioned, dryRun);
    changes.push({ key, title, name, change });
    onChange?.({ key, title, name, change });
  }

  return { provisioned, changes };
}

async function reconcile(
  desired: DesiredResource,
  provisioned: Provisioned,
  dryRun: boolean,
): Promise<Change> {
  const { key, name, external } = desired;
  if (external !== undefined) {
    provisioned.put(key, { id: external, content: {} });
    return { kind: "external", id: external };
  }
  const resources = desired.resources(provisioned);
  if (!resources) return { kind: "create" };

  const content = desired.content(provisioned);
  const existing = await resources.find(name);
  const change = decideChange(existing, content);
  if (existing) provisioned.put(key, existing);
  if (!dryRun) {
    if (change.kind === "create") provisioned.put(key, await resources.create(name, content));
    if (change.kind === "update") await resources.update(change.id, content);
  }

  return change;
}
