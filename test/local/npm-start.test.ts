import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";

/** It builds functions and plugin, on a machine that is busy with other things. */
const TIMEOUT_MS = 180_000;

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  said(): string;
  /** Resolves when it has said this. */
  says(words: string): Promise<void>;
}

describe("npm start", { timeout: TIMEOUT_MS }, () => {
  const running: ChildProcess[] = [];
  const open: Socket[] = [];
  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy();
    for (const child of running.splice(0)) child.kill("SIGKILL");
  });

  it("answers while it builds, prints commands for its port, and ends at Ctrl-C beside open connections", async () => {
    const started = await start();
    const early = await fetch(`${started.url}/__local/ready`);
    expect([early.status, await early.json()]).toEqual([503, { status: "starting" }]);
    expect(await (await fetch(started.url, { headers: { accept: "text/html" } })).text()).toContain(
      "starting",
    );

    await started.says("Ctrl-C");
    const ready = await fetch(`${started.url}/__local/ready`);
    expect(ready.status).toBe(200);
    expect(started.said()).toContain(`PORT=${new URL(started.url).port} npm run call -- callback`);

    await halfARequest(started.url);
    expect(await ended(started, "SIGINT")).toBe(0);
  });

  it("ends at Ctrl-C while it still builds", async () => {
    const started = await start();

    expect(await ended(started, "SIGINT")).toBe(0);
  });

  it("ends at a second Ctrl-C, whatever the first one waits for", async () => {
    const started = await start();
    await started.says("Ctrl-C");
    await halfARequest(started.url);
    started.process.kill("SIGINT");

    expect(await ended(started, "SIGINT")).toBe(0);
  });

  async function start(): Promise<Started> {
    const child = spawn(process.execPath, ["scripts/run.mjs", "local/start.ts"], {
      env: { ...process.env, PORT: "0" },
    });
    running.push(child);
    let output = "";
    const waiting = new Set<() => void>();
    const heard = (chunk: Buffer): void => {
      output += chunk;
      for (const look of waiting) look();
    };
    child.stdout.on("data", heard);
    child.stderr.on("data", heard);
    const says = (words: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!output.includes(words)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        child.once("exit", (code) => reject(new Error(`It ended with ${code}: ${output}`)));
        look();
      });
    await says("goes on by itself");
    const [url = ""] = /http:\/\/localhost:\d+/.exec(output) ?? [];

    return { process: child, url, says, said: () => output };
  }

  /** Whoever sends it never finishes. */
  async function halfARequest(url: string): Promise<void> {
    const socket = connect(Number(new URL(url).port), "localhost");
    socket.on("error", () => undefined);
    open.push(socket);
    await once(socket, "connect");
    socket.write("POST /__local/ready HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{");
  }
});

async function ended({ process: child }: Started, signal: NodeJS.Signals): Promise<unknown> {
  const exit = child.exitCode === null ? once(child, "exit") : [child.exitCode];
  child.kill(signal);

  return (await exit)[0];
}
