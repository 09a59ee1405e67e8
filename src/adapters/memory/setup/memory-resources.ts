import type { JsonObject } from "../../../domain/json.ts";
import type { Resource } from "../../../domain/setup/provisioning.ts";
import { Unavailable } from "../../../ports/faults.ts";
import type { Resources } from "../../../ports/setup/resources.ts";

interface NamedResource extends Resource {
  readonly name: string;
}

/** `Resources` of one kind in memory. */
export class MemoryResources implements Resources {
  #resources: readonly NamedResource[] = [];
  #made = 0;
  #isCutOff = false;

  async find(name: string): Promise<Resource | undefined> {
    this.#reach();
    const found = this.#resources.find((each) => each.name === name);

    return found && { id: found.id, content: found.content };
  }

  async create(name: string, content: JsonObject): Promise<Resource> {
    this.#reach();
    const resource = { id: `resource-${++this.#made}`, content };
    this.#resources = [...this.#resources, { name, ...resource }];

    return resource;
  }

  async update(id: string, content: JsonObject): Promise<void> {
    this.#reach();
    this.#resources = this.#resources.map((each) => (each.id === id ? { ...each, content } : each));
  }

  async remove(id: string): Promise<void> {
    this.#reach();
    this.#resources = this.#resources.filter((each) => each.id !== id);
  }

  /** From now on every method throws `Unavailable`. */
  cutOff(): void {
    this.#isCutOff = true;
  }

  #reach(): void {
    if (this.#isCutOff) throw new Unavailable("The resources cannot be reached");
  }
}
