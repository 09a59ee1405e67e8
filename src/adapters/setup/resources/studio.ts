import { createHash } from "node:crypto";
import { FlowListInstance } from "twilio/lib/rest/studio/v2/flow.js";
import type { Json, JsonObject } from "../../../domain/json.ts";
import { inKeyOrder, PRODUCT, type Resource } from "../../../domain/setup/provisioning.ts";
import type { Resources } from "../../../ports/setup/resources.ts";
import { ALL, type Apis } from "../apis.ts";
import { resourcesOf } from "./resource-kind.ts";

/**
 * https://www.twilio.com/docs/studio/rest-api/v2/flow. Content: `definition`. Published as soon as made.
 *
 * A flow's description ends with the fingerprint of the definition that we wrote, so that a later deployment knows
 * whether somebody has edited the flow since. Unverified: that Studio's editor keeps the description. Where it does
 * not, a flow counts as edited, and is not overwritten.
 */
export function studioFlows({ studio }: Apis): Resources {
  const flows = FlowListInstance(studio);
  const published = ({ definition }: JsonObject) => ({
    status: "published" as const,
    definition: signed(definition as JsonObject),
  });

  return resourcesOf({
    what: "the flow",
    list: () => flows.list({ ...ALL }),
    nameOf: ({ friendlyName }) => friendlyName,
    create: (name, content) => flows.create({ friendlyName: name, ...published(content) }),
    update: (sid, content) => flows(sid).update(published(content)),
    remove: (sid) => flows(sid).remove(),
    // The list comes without definitions.
    complete: async ({ sid }) => flows(sid).fetch(),
    contentOf: ({ definition }) => contentOf(definition as JsonObject),
    fingerprintOf: ({ definition }) => fingerprintOf(definition),
  });
}

const SIGNATURE = new RegExp(` \\[${PRODUCT} ([0-9a-f]{16})\\]$`);

function signed(definition: JsonObject): JsonObject {
  const { description } = definition;

  return { ...definition, description: `${description} [${PRODUCT} ${fingerprintOf(definition)}]` };
}

function contentOf(definition: JsonObject): Omit<Resource, "id"> {
  const { description } = definition;
  if (typeof description !== "string") return { content: { definition } };
  const lastWritten = SIGNATURE.exec(description)?.[1];

  return {
    content: { definition: { ...definition, description: description.replace(SIGNATURE, "") } },
    ...(lastWritten !== undefined && { lastWritten }),
  };
}

function fingerprintOf(definition: Json | undefined): string {
  return createHash("sha256")
    .update(JSON.stringify(inKeyOrder(definition)))
    .digest("hex")
    .slice(0, 16);
}
