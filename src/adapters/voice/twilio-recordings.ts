import {
  type RecordingInstance,
  RecordingListInstance,
} from "twilio/lib/rest/api/v2010/account/recording.js";
import { Rejected, Unavailable } from "../../ports/faults.ts";
import type { RecordedMessage, RecordingRead, Recordings, Span } from "../../ports/recordings.ts";
import type { ApiVersion } from "../twilio-rest/api-version.ts";
import type { TwilioConnection, TwilioFile } from "../twilio-rest/connection.ts";
import { asPortFault, twilioFault } from "../twilio-rest/twilio-fault.ts";
import { isRecordingSid } from "./voice-ids.ts";

/** Recordings of a Twilio account: https://www.twilio.com/docs/voice/api/recording */
export class TwilioRecordings implements Recordings {
  private readonly recordings: RecordingListInstance;

  /** @param version version 2010-04-01 of Twilio's API over the same connection */
  constructor(
    private readonly connection: TwilioConnection,
    version: ApiVersion,
  ) {
    this.recordings = RecordingListInstance(
      version as Parameters<typeof RecordingListInstance>[0],
      connection.accountSid,
    );
  }

  /** MP3: a quarter of the bytes of Twilio's other form, WAV. Its address is made here, never taken from a task. */
  async read(recordingId: string, span: Span): Promise<RecordingRead> {
    if (!isRecordingSid(recordingId)) return { kind: "gone" };

    const file = await this.download(recordingId, span);
    switch (file.statusCode) {
      case 200:
      case 206:
        return partOf(file, span);
      case 404:
      case 410:
        return { kind: "gone" };
      case 416:
        return { kind: "beyond-end", total: file.total ?? 0 };
      default:
        throw faultOf(file);
    }
  }

  async remove(recordingId: string): Promise<void> {
    if (!isRecordingSid(recordingId)) return;

    try {
      await this.recordings(recordingId).remove();
    } catch (error) {
      if (twilioFault(error)?.kind !== "not-found") throw asPortFault(error, "Deleting the recording");
    }
  }

  /** Of all recordings those that `<Record>` made: calls that were recorded are none of our business. */
  async *recordedBefore(moment: Date): AsyncGenerator<RecordedMessage> {
    let page: RecordingPage | undefined = await this.page(moment);
    for (; page !== undefined; page = await nextPage(page)) {
      for (const { sid, dateCreated, source } of page.instances) {
        if (source === "RecordVerb" && dateCreated < moment)
          yield { recordingId: sid, recordedAt: dateCreated };
      }
    }
  }

  /**
   * Twilio sends the file itself. Should it send us elsewhere for it, as it does for other media, we go there once,
   * without our credentials. Unverified for recordings.
   */
  private async download(recordingId: string, span: Span): Promise<TwilioFile> {
    const { accountSid } = this.connection;
    const uri = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recordingId}.mp3`;
    try {
      const file = await this.connection.download({ uri }, span);
      const elsewhere = file.headers.location;
      const isElsewhere = file.statusCode >= 300 && file.statusCode < 400 && typeof elsewhere === "string";

      return isElsewhere && elsewhere.startsWith("https://")
        ? await this.connection.download({ uri: elsewhere, anonymous: true }, span)
        : file;
    } catch (error) {
      throw asPortFault(error, "Fetching the recording");
    }
  }

  private async page(dateCreatedBefore: Date): Promise<RecordingPage> {
    try {
      return await this.recordings.page({ dateCreatedBefore, pageSize: 100 });
    } catch (error) {
      throw asPortFault(error, "Listing the recordings");
    }
  }
}

interface RecordingPage {
  readonly instances: readonly RecordingInstance[];
  readonly nextPage: () => Promise<RecordingPage> | undefined;
}

async function nextPage(page: RecordingPage): Promise<RecordingPage | undefined> {
  try {
    return await page.nextPage();
  } catch (error) {
    throw asPortFault(error, "Listing the recordings");
  }
}

/** A server that does not know ranges sends the whole file; a span beyond its end is then seen by its emptiness. */
function partOf({ bytes, total, headers }: TwilioFile, { start }: Span): RecordingRead {
  if (bytes.length === 0 && total !== undefined && start >= total) return { kind: "beyond-end", total };

  return {
    kind: "part",
    bytes,
    start,
    contentType: headers["content-type"]?.toString() ?? "audio/mpeg",
    ...(total !== undefined && { total }),
  };
}

function faultOf({ statusCode }: TwilioFile): Error {
  return statusCode === 429 || statusCode >= 500
    ? new Unavailable(`Fetching the recording: Twilio answered ${statusCode}`, { retryAfterSeconds: 2 })
    : new Rejected(`Fetching the recording: Twilio answered ${statusCode}`, { status: statusCode });
}
