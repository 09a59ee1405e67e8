import type { OpenApiDocument } from "./openapi.ts";

const ACCOUNT = {
  name: "AccountSid",
  in: "path",
  required: true,
  schema: { type: "string", pattern: "^AC[0-9a-fA-F]{32}$" },
} as const;

/**
 * The file of a recording, which no OpenAPI file of Twilio describes. This follows
 * https://www.twilio.com/docs/voice/api/recording#fetch-a-recording-media-file. Unverified: that a request may ask for a part.
 */
export const RECORDING_MEDIA: OpenApiDocument = {
  servers: [{ url: "https://api.twilio.com" }],
  paths: {
    "/2010-04-01/Accounts/{AccountSid}/Recordings/{Sid}.mp3": {
      get: {
        parameters: [
          ACCOUNT,
          {
            name: "Sid",
            in: "path",
            required: true,
            schema: { type: "string", pattern: "^RE[0-9a-fA-F]{32}$" },
          },
        ],
        responses: {
          200: { content: { "audio/mpeg": { schema: {} } } },
          206: { content: { "audio/mpeg": { schema: {} } } },
        },
      },
    },
  },
  components: { schemas: {} },
};

const OPERATION = {
  status: { type: "string", enum: ["PENDING", "RUNNING", "COMPLETED", "FAILED"] },
  statusUrl: { type: "string", format: "uri" },
  transcription: {
    type: "object",
    properties: {
      id: { type: "string", pattern: "^voice_transcription_[0-9a-zA-Z]{26}$" },
      accountId: { type: "string", pattern: "^AC[0-9a-f]{32}$" },
      status: { type: "string", enum: ["PENDING", "RUNNING", "COMPLETED", "FAILED"] },
      transcriptionConfigurationId: {
        type: "string",
        pattern: "^voice_transcriptionconfiguration_[0-9a-z]{26}$",
      },
      sourceId: { type: "string", nullable: true },
      createdAt: { type: "string", format: "date-time" },
      updatedAt: { type: "string", format: "date-time" },
      url: { type: "string", format: "uri" },
    },
  },
} as const;

/** Problem details: RFC 9457, with Twilio's code. */
const PROBLEM = {
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        properties: {
          type: { type: "string" },
          title: { type: "string", minLength: 16 },
          status: { type: "integer" },
          code: { type: "integer" },
          detail: { type: "string", minLength: 16 },
        },
      },
    },
  },
} as const;

/**
 * The parts of Batch Transcription that we use, after `twilio_voice_v3.json` of https://github.com/twilio/twilio-oai.
 * Unverified: that its refusals have the media type of RFC 9457.
 */
export const BATCH_TRANSCRIPTION: OpenApiDocument = {
  servers: [{ url: "https://voice.twilio.com" }],
  paths: {
    "/v3/Transcriptions": {
      post: {
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  transcriptionConfigurationId: {
                    type: "string",
                    pattern: "^voice_transcriptionconfiguration_[0-9a-z]{26}$",
                  },
                  inputSource: { type: "string", enum: ["SOURCE_ID"] },
                  sourceId: { type: "string", maxLength: 64 },
                },
                required: ["transcriptionConfigurationId", "sourceId"],
              },
            },
          },
        },
        responses: {
          202: { content: { "application/json": { schema: { type: "object", properties: OPERATION } } } },
          400: PROBLEM,
          404: PROBLEM,
        },
      },
    },
    "/v3/Transcriptions/{transcriptionId}": {
      get: {
        parameters: [
          {
            name: "transcriptionId",
            in: "path",
            required: true,
            schema: { type: "string", pattern: "^voice_transcription_[0-9a-zA-Z]{26}$" },
          },
        ],
        responses: {
          200: {
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: { operationId: { type: "string" }, ...OPERATION },
                },
              },
            },
          },
          404: PROBLEM,
        },
      },
    },
  },
  components: { schemas: {} },
};
