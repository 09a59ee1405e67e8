import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SeededChance } from "../../src/adapters/memory/seeded-chance.ts";

/** Which part of all calls to Twilio goes wrong, from 0 to 1. */
export interface Weather {
  /** Answered 429, and nothing happened. */
  readonly busy: number;
  /** Done, and the connection breaks before the answer. */
  readonly lost: number;
}

export interface WeatherProxy {
  readonly origin: string;
  /** Calls that came, by what became of them. */
  readonly calls: { readonly answered: number; readonly busy: number; readonly lost: number };
  close(): void;
}

/** Stands between the functions and the local Twilio. The same seed makes the same weather for the same calls. */
export async function startWeather(
  twilioUrl: string,
  { busy, lost }: Weather,
  seed: number,
): Promise<WeatherProxy> {
  const chance = new SeededChance(seed);
  const calls = { answered: 0, busy: 0, lost: 0 };
  const server = createServer((asked, answer) => {
    const drawn = chance.fraction();
    if (drawn < busy) {
      calls.busy += 1;
      return refuse(asked, answer);
    }
    const isLost = drawn < busy + lost;
    calls[isLost ? "lost" : "answered"] += 1;
    forward(asked, answer, isLost);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/__twilio`,
    calls,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };

  function forward(asked: IncomingMessage, answer: ServerResponse, isLost: boolean): void {
    const { method, headers } = asked;
    const passedOn = httpRequest(twilioUrl + asked.url, { method, headers }, (answered) => {
      if (isLost) {
        answered.resume();
        answered.on("end", () => asked.socket.destroy());
        return;
      }
      answer.writeHead(answered.statusCode ?? 502, answered.headers);
      answered.pipe(answer);
    });
    passedOn.on("error", () => asked.socket.destroy());
    asked.pipe(passedOn);
  }
}

function refuse(asked: IncomingMessage, answer: ServerResponse): void {
  asked.resume();
  asked.on("end", () => {
    answer.writeHead(429, { "Content-Type": "application/json" });
    answer.end(JSON.stringify({ code: 20429, message: "Too Many Requests", status: 429 }));
  });
}
