import type { JsonObject } from "../../../domain/json.ts";
import type { Resource } from "../../../domain/setup/provisioning.ts";
import type { Resources } from "../../../ports/setup/resources.ts";
import { twilioFault } from "../../twilio-rest/twilio-fault.ts";
import { asking, faultOf } from "../apis.ts";

interface Dated {
  readonly sid: string;
  readonly dateCreated: Date;
}

/** How one kind of resource is asked for. */
interface ResourceKind<T extends Dated> {
  /** For people, such as "the workflow". */
  readonly what: string;
  /** All resources that may have the name. */
  readonly list: (name: string) => Promise<readonly T[]>;
  readonly nameOf: (found: T) => string;
  readonly create: (name: string, content: JsonObject) => Promise<T>;
  readonly remove: (sid: string) => Promise<unknown>;
  /** Absent: we do not decide the content, so the resource is made and never changed. */
  readonly update?: (sid: string, content: JsonObject) => Promise<unknown>;
  /** Asked for a resource that was found in a list, where lists leave out a part. */
  readonly complete?: (listed: T) => Promise<T>;
  readonly contentOf?: (found: T) => Omit<Resource, "id">;
  readonly fingerprintOf?: (content: JsonObject) => string;
}

export function resourcesOf<T extends Dated>(kind: ResourceKind<T>): Resources {
  const { what } = kind;
  const resourceOf = (found: T): Resource => ({
    id: found.sid,
    content: {},
    ...kind.contentOf?.(found),
  });

  return {
    find: async (name) => {
      const listed = await asking(`Looking for ${what}`, kind.list(name));
      const [first] = listed.filter((each) => kind.nameOf(each) === name).sort(byAge);
      if (!first) return undefined;
      return resourceOf(kind.complete ? await asking(`Reading ${what}`, kind.complete(first)) : first);
    },
    create: async (name, content) => {
      const created = await unlessTaken(`Making ${what}`, kind.create(name, content));
      return created && resourceOf(created);
    },
    update: async (sid, content) => {
      if (kind.update) await asking(`Updating ${what}`, kind.update(sid, content));
    },
    remove: async (sid) => {
      await kind.remove(sid).catch((error: unknown) => {
        if (twilioFault(error)?.kind !== "not-found") throw faultOf(error, `Removing ${what}`);
      });
    },
    ...(kind.fingerprintOf && { fingerprintOf: kind.fingerprintOf }),
  };
}

/** The order is the same for everybody who asks, also among those made in the same second. */
function byAge(one: Dated, other: Dated): number {
  return one.dateCreated.getTime() - other.dateCreated.getTime() || (one.sid < other.sid ? -1 : 1);
}

async function unlessTaken<T>(what: string, created: Promise<T>): Promise<T | undefined> {
  try {
    return await created;
  } catch (error) {
    if (twilioFault(error)?.kind === "conflict") return undefined;
    throw faultOf(error, what);
  }
}
