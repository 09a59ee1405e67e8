import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unavailable } from "../../src/ports/faults.ts";
import { anId, anInput, aTranscript, aVoicemail } from "../support/requests.ts";
import { Centre } from "./centre.ts";

const { recordingId } = aVoicemail();
const transcript = aTranscript("Please call me about my order.");

/** Everything that Twilio may send about one message. */
const ARRIVALS = ["recording-status", "transcription-callback", "studio", "transcription-failed"] as const;
type Arrival = (typeof ARRIVALS)[number];

/** Processes that share queue and ledger, each with its own way of being told. */
function aCentre() {
  const centre = new Centre();
  const processes = [centre.process(), centre.process()].map(({ requestCallback, leaveVoicemail }) => {
    return (arrival: Arrival) => {
      switch (arrival) {
        case "recording-status":
          return leaveVoicemail(anInput({ voicemail: aVoicemail() }));
        case "studio":
          return requestCallback(anInput({ voicemail: aVoicemail() }));
        case "transcription-callback":
          return requestCallback(anInput({ voicemail: aVoicemail({ transcript }) }));
        case "transcription-failed":
          return requestCallback(anInput({ voicemail: aVoicemail({ transcript: { kind: "failed" } }) }));
      }
    };
  });

  return { centre, processes, transcriptions: centre.transcriptions };
}

describe("A message of which Twilio tells in several ways", () => {
  it("becomes one task with its transcript, in whatever order, however often and wherever it is told of", async () => {
    const arrivals = fc
      .array(fc.tuple(fc.constantFrom(...ARRIVALS), fc.nat(1), fc.boolean()), { minLength: 1, maxLength: 8 })
      .filter((all) => all.some(([arrival]) => arrival === "transcription-callback"));

    await fc.assert(
      fc.asyncProperty(arrivals, async (all) => {
        const { centre, processes } = aCentre();
        const underWay: Promise<unknown>[] = [];
        for (const [arrival, process, waitForIt] of all) {
          const telling: Promise<unknown> = processes[process]?.(arrival) ?? Promise.resolve();
          underWay.push(telling);
          if (waitForIt) await centre.run(telling);
        }
        await centre.run(Promise.all(underWay));

        const tasks = await centre.openTasks();
        expect(tasks).toHaveLength(1);
        expect(tasks[0]?.request.voicemail).toStrictEqual(aVoicemail({ transcript }));
      }),
      { numRuns: 150 },
    );
  });

  it("becomes one task for each message", async () => {
    const { centre, processes } = aCentre();
    const other = aVoicemail({ recordingId: anId("RE", "abc") });
    await centre.run(Promise.all(processes.map((tell) => tell("studio"))));
    await centre.run(centre.process().requestCallback(anInput({ voicemail: other })));

    expect(await centre.openTasks()).toHaveLength(2);
  });
});

describe("Leaving a voicemail", () => {
  it("asks for its transcript, once for all who tell of the recording", async () => {
    const { centre, processes, transcriptions } = aCentre();
    await centre.run(Promise.all(processes.map((tell) => tell("recording-status"))));

    expect(transcriptions.of(recordingId)).toHaveLength(1);
  });

  it("does not wait for a transcript that cannot be asked for", async () => {
    const { centre, processes, transcriptions } = aCentre();
    transcriptions.cutOff();

    expect(await centre.run(processes[0]?.("recording-status") ?? Promise.reject())).toMatchObject({
      kind: "created",
    });
    expect(centre.log.events).toContain("transcription.not-requested");
  });

  it("asks for no transcript of what was refused", async () => {
    const { centre, transcriptions } = aCentre();
    const { callerId: _, ...asked } = anInput();

    expect(await centre.run(centre.process().leaveVoicemail(asked))).toMatchObject({ kind: "refused" });
    expect(transcriptions.of(recordingId)).toStrictEqual([]);
  });
});

describe("A transcript that comes by itself", () => {
  it("is written into the voicemail's task", async () => {
    const { centre, processes } = aCentre();
    await centre.run(processes[0]?.("recording-status") ?? Promise.reject());
    const written = await centre.process().addTranscript(recordingId, transcript);

    expect(written.kind).toBe("written");
    expect((await centre.openTasks())[0]?.request.voicemail).toStrictEqual(aVoicemail({ transcript }));
  });

  it("is logged, and no error, when no task tells of the recording any more", async () => {
    const { centre } = aCentre();

    expect(await centre.process().addTranscript(recordingId, transcript)).toStrictEqual({
      kind: "task-gone",
    });
    expect(centre.log.events).toStrictEqual(["transcript.too-late"]);
  });

  it("is to be sent again when the queue cannot be reached", async () => {
    const { centre } = aCentre();
    centre.queue.cutOff();

    await expect(centre.process().addTranscript(recordingId, transcript)).rejects.toBeInstanceOf(Unavailable);
  });
});
