import { Hono } from "hono";
import { z } from "zod";
import type { LocalAccount } from "../account.ts";
import { Refusal } from "../refusal.ts";
import { isoTime } from "../wire/http/dates.ts";
import {
  type BatchTranscription,
  type BatchTranscriptions,
  CONFIGURATION_ID,
} from "./batch-transcriptions.ts";

const asked = z.strictObject({
  transcriptionConfigurationId: z.string().regex(/^voice_transcriptionconfiguration_[0-9a-z]{26}$/),
  inputSource: z.literal("SOURCE_ID").optional(),
  sourceId: z.string().regex(/^RE[0-9a-f]{32}$/),
  participants: z.array(z.unknown()).max(2).optional(),
});

/** voice.twilio.com, v3. Its refusals are problem details (RFC 9457); their words are unverified. */
export function voiceRoutes(account: LocalAccount, transcriptions: BatchTranscriptions): Hono {
  const routes = new Hono();
  routes.onError((error) => {
    if (error instanceof Refusal) return problem(error.status, error.code, error.message);
    throw error;
  });

  routes.post("/v3/Transcriptions", async (c) => {
    const body = asked.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return problem(400, 20001, "A parameter of the transcription is not valid");
    const { transcriptionConfigurationId: configurationId, sourceId } = body.data;
    if (configurationId !== CONFIGURATION_ID) return problem(404, 20404, "There is no such configuration");

    const created = transcriptions.create(configurationId, sourceId, c.req.header("idempotency-key"));
    return c.json(operationView(account, created), 202);
  });

  routes.get("/v3/Transcriptions/:id", (c) => {
    const found = transcriptions.find(c.req.param("id"));
    if (!found) return problem(404, 20404, "The transcription was not found");

    return c.json({ operationId: found.id, ...operationView(account, found) });
  });

  return routes;
}

function operationView(
  account: LocalAccount,
  transcription: BatchTranscription,
): Readonly<Record<string, unknown>> {
  const { id, configurationId, sourceId, status, createdAt, updatedAt } = transcription;
  const url = `https://voice.twilio.com/v3/Transcriptions/${id}`;

  return {
    status,
    statusUrl: url,
    transcription: {
      id,
      accountId: account.accountSid,
      status,
      transcriptionConfigurationId: configurationId,
      sourceId,
      createdAt: isoTime(createdAt),
      updatedAt: isoTime(updatedAt),
      url,
    },
  };
}

function problem(status: number, code: number, detail: string): Response {
  const body = {
    type: `https://www.twilio.com/docs/api/errors/${code}`,
    title: TITLES[status] ?? "Refused by Twilio",
    status,
    code,
    detail,
  };

  return Response.json(body, { status, headers: { "Content-Type": "application/problem+json" } });
}

const TITLES: Readonly<Record<number, string>> = { 400: "Invalid parameter", 404: "Resource not found" };
