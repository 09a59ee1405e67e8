import type { Clock } from "../../ports/clock.ts";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import type { DeployedFile } from "../../ports/setup/file-hosting.ts";
import type { ConnectionSettings } from "../twilio-rest/connection.ts";
import { refusedCredentials } from "./credentials-check.ts";

/** Sends the content of a function or an asset. Returns the SID of the version that it becomes. */
export type Upload = (serviceSid: string, fileSid: string, file: DeployedFile) => Promise<string>;

/** A slow line takes a while over a megabyte. */
const LONGEST_UPLOAD_MS = 120_000;

const UPLOAD_ORIGIN = "https://serverless-upload.twilio.com";
const TRIES = 3;
const PAUSE_MS = 1_000;

/**
 * Uploads go to a host of their own, as a form of several parts. The SDK has no call for it:
 * https://www.twilio.com/docs/serverless/api/resource/function-version#create-a-functionversion-resource
 *
 * A failed upload is sent again: a version that no build uses does no harm.
 */
export function uploadOver(settings: ConnectionSettings, clock: Clock): Upload {
  return async (serviceSid, fileSid, file) => {
    for (let tried = 1; ; tried++) {
      try {
        return await uploadOnce(settings, serviceSid, fileSid, file);
      } catch (fault) {
        if (!(fault instanceof Unavailable) || tried === TRIES) throw fault;
        await clock.pause(tried * PAUSE_MS);
      }
    }
  };
}

async function uploadOnce(
  { username, password, origin }: ConnectionSettings,
  serviceSid: string,
  fileSid: string,
  file: DeployedFile,
): Promise<string> {
  const host = origin ? UPLOAD_ORIGIN.replace("https:/", origin) : UPLOAD_ORIGIN;
  const kind = file.kind === "function" ? "Functions" : "Assets";
  const what = `Uploading ${file.path}`;
  const response = await fetch(`${host}/v1/Services/${serviceSid}/${kind}/${fileSid}/Versions`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}` },
    body: formOf(file),
    signal: AbortSignal.timeout(LONGEST_UPLOAD_MS),
  }).catch((cause: unknown) => {
    throw new Unavailable(`${what}: Twilio did not answer`, { cause });
  });
  const text = await response.text().catch(() => "");
  const refused = refusedCredentials(UPLOAD_ORIGIN, response.status, text);
  if (refused) throw refused;
  const answer = answerOf(text);
  if (response.status === 429 || response.status >= 500) {
    throw new Unavailable(`${what}: Twilio answered ${response.status}`);
  }
  if (!response.ok || answer.sid === undefined) {
    throw new Rejected(`${what}: ${answer.message ?? `Twilio answered ${response.status}`}`, {
      status: response.status,
    });
  }

  return answer.sid;
}

function formOf({ path, visibility, content, contentType, name }: DeployedFile): FormData {
  const form = new FormData();
  form.append("Path", path);
  form.append("Visibility", visibility);
  form.append("Content", new Blob([content], { type: contentType }), name);

  return form;
}

function answerOf(text: string): { readonly sid?: string; readonly message?: string } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
