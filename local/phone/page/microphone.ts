/** So often what was spoken is sent: it keeps the recording from ending for silence. */
const SENDS_EVERY_MS = 1_000;

/** A button that records from the microphone while it is pressed in. Hidden where the browser has none. */
export function microphone(
  button: HTMLButtonElement,
  heard: (audio: Blob) => Promise<void>,
  complain: (about: string) => void,
): { stop(): void } {
  let recorder: MediaRecorder | undefined;
  const stop = () => {
    if (recorder && recorder.state !== "inactive") recorder.stop();
    for (const track of recorder?.stream.getTracks() ?? []) track.stop();
    recorder = undefined;
    button.setAttribute("aria-pressed", "false");
  };
  button.hidden = !navigator.mediaDevices?.getUserMedia || typeof MediaRecorder === "undefined";
  button.addEventListener("click", async () => {
    if (recorder) return stop();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      recorder = new MediaRecorder(stream);
      recorder.addEventListener("dataavailable", ({ data }) => void heard(data));
      recorder.start(SENDS_EVERY_MS);
      button.setAttribute("aria-pressed", "true");
    } catch {
      complain("The browser does not give the microphone to this page. The spoken sample works without it.");
    }
  });

  return { stop };
}
