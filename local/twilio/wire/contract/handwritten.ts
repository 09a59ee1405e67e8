import type { OpenApiDocument } from "./openapi.ts";

/**
 * Validation of a Flex token, which no OpenAPI file of Twilio describes. This follows the requests and answers in the tests
 * of Twilio's own `twilio-flex-token-validator`. Unverified against the live service.
 */
export const HANDWRITTEN: OpenApiDocument = {
  servers: [{ url: "https://iam.twilio.com" }],
  paths: {
    "/v1/Accounts/{AccountSid}/Tokens/validate": {
      post: {
        parameters: [
          {
            name: "AccountSid",
            in: "path",
            required: true,
            schema: { type: "string", pattern: "^AC[0-9a-fA-F]{32}$" },
          },
        ],
        requestBody: {
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: { token: { type: "string", minLength: 1 } },
                required: ["token"],
              },
            },
          },
        },
        responses: {
          200: {
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  properties: {
                    valid: { type: "boolean" },
                    code: { type: "integer" },
                    message: { type: "string", nullable: true },
                    expiration: { type: "string", format: "date-time", nullable: true },
                    realm_user_id: { type: "string", nullable: true },
                    identity: { type: "string", nullable: true },
                    roles: { type: "array", items: { type: "string" }, nullable: true },
                    worker_sid: { type: "string", pattern: "^WK[0-9a-fA-F]{32}$", nullable: true },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  components: { schemas: {} },
};

/** The body of a refusal, which no file describes either. It has the fields that Twilio's error pages show and its SDK reads. */
export const ERROR_BODY = {
  type: "object",
  properties: {
    code: { type: "integer" },
    message: { type: "string" },
    more_info: { type: "string" },
    status: { type: "integer" },
    details: { type: "object" },
  },
  required: ["code", "message", "more_info", "status"],
  additionalProperties: false,
} as const;
