import type { FunctionsAccess } from "../../src/adapters/flex-ui/functions-client/post.ts";
import type { RemoteUseCases } from "../../src/adapters/flex-ui/functions-client/remote-use-cases.ts";

export { readAttributes, writeAttributes } from "../../src/adapters/twilio-wire/task-attributes.ts";
export declare function makeRemoteUseCases(
  access: FunctionsAccess,
): Pick<
  RemoteUseCases,
  "requeue" | "recordAttempt" | "noteEnd" | "rules" | "play" | "readTranscript" | "deleteVoicemail"
>;
