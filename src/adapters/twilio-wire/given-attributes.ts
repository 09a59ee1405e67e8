import { isJsonObject, type JsonObject } from "../../domain/json.ts";
import { isOwnKey } from "./task-attributes-schema.ts";
import { without } from "./values.ts";

/**
 * Attributes of a chat's task. Flex takes a task that carries them for a chat: it loads for ever, or nobody can accept the
 * task. Flows copy them from the task that they come from.
 */
const CHAT_KEYS = [
  "channelSid",
  "conversationSid",
  "flexInteractionSid",
  "flexInteractionChannelSid",
  "flexChannelInviteSid",
];

/** Paths of keys that a deployer's attributes must not bring in: those of a chat, and our own. */
export function foreignKeysIn(attributes: JsonObject): readonly string[] {
  return [
    ...CHAT_KEYS.filter((key) => Object.hasOwn(attributes, key)),
    ...ownKeysIn(attributes).map((key) => `callBackData.${key}`),
  ];
}

export function withoutForeignKeys(attributes: JsonObject): JsonObject {
  const { callBackData } = attributes;
  // `from` is ours, and what other plugins write there is kept on their tasks only.
  const kept = without(attributes, [...CHAT_KEYS, "from"]);

  return isJsonObject(callBackData)
    ? { ...kept, callBackData: without(callBackData, ownKeysIn(attributes)) }
    : kept;
}

function ownKeysIn({ callBackData }: JsonObject): readonly string[] {
  return isJsonObject(callBackData) ? Object.keys(callBackData).filter(isOwnKey) : [];
}
