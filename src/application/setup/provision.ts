import type { JsonObject } from "../../domain/json.ts";
import {
  type Change,
  decideChange,
  type Fingerprints,
  type Resource,
} from "../../domain/setup/provisioning.ts";
import type { Clock } from "../../ports/clock.ts";
import { Unavailable } from "../../ports/faults.ts";
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

export interface PlanOptions {
  /** Overwrite what deployers have edited. */
  readonly force?: boolean;
}

export interface ProvisionOptions extends PlanOptions {
  readonly clock: Pick<Clock, "pause">;
  /** Called after each change. */
  readonly onChange?: (change: PlannedChange) => void;
}

/** The changes that `provision` would make. Makes none. */
export function planProvisioning(
  desired: readonly DesiredResource[],
  options: PlanOptions = {},
): Promise<ProvisionReport> {
  return reconcileAll(desired, options, undefined);
}

/**
 * Makes the resources that are missing and updates those that differ, in the order given. A resource that is as it
 * should be is left alone, so after a failure in the middle the same call goes on from there.
 */
export function provision(
  desired: readonly DesiredResource[],
  options: ProvisionOptions,
): Promise<ProvisionReport> {
  return reconcileAll(desired, options, options);
}

async function reconcileAll(
  desired: readonly DesiredResource[],
  planned: PlanOptions,
  carriedOut: ProvisionOptions | undefined,
): Promise<ProvisionReport> {
  const provisioned = new Provisioned();
  const changes: PlannedChange[] = [];
  for (const each of desired) {
    const { key, title, name } = each;
    const change = await reconcile(each, provisioned, planned, carriedOut);
    changes.push({ key, title, name, change });
    carriedOut?.onChange?.({ key, title, name, change });
  }

  return { provisioned, changes };
}

async function reconcile(
  desired: DesiredResource,
  provisioned: Provisioned,
  { force = false }: PlanOptions,
  carriedOut: ProvisionOptions | undefined,
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
  const change = decideChange(
    existing,
    content,
    force ? undefined : fingerprints(resources, existing, content),
  );
  if (existing) provisioned.put(key, existing);
  if (carriedOut) {
    if (change.kind === "create")
      provisioned.put(key, await createOnce(resources, name, content, carriedOut.clock));
    if (change.kind === "update") await resources.update(change.id, content);
  }

  return change;
}

function fingerprints(
  { fingerprintOf }: Resources,
  existing: Resource | undefined,
  desired: JsonObject,
): Fingerprints | undefined {
  return existing && fingerprintOf
    ? { now: fingerprintOf(existing.content), desired: fingerprintOf(desired) }
    : undefined;
}

/** Twilio tells when something was made in whole seconds. */
const UNTIL_OTHERS_SHOW_MS = 1_100;

/**
 * Creates the resource, unless somebody else does so at the same time: then both use the one that was made first, and
 * the other is removed by its maker. Whoever was made in the same second is seen after the pause by both.
 */
async function createOnce(
  resources: Resources,
  name: string,
  content: JsonObject,
  clock: Pick<Clock, "pause">,
): Promise<Resource> {
  const created = await resources.create(name, content);
  await clock.pause(UNTIL_OTHERS_SHOW_MS);
  const first = (await resources.find(name)) ?? created;
  if (!first) throw new Unavailable(`${name} is being made and removed by others`);
  if (created && created.id !== first.id) await resources.remove(created.id);

  return first;
}
