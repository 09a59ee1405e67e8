import type { OpenApiDocument, PathItem } from "./openapi.ts";

const sid = (prefix: string) => ({ type: "string", pattern: `^${prefix}[0-9a-fA-F]{32}$` });
const time = { type: "string", format: "date-time" };
const url = { type: "string", format: "uri" };

/**
 * The host for the content of functions and assets, which no OpenAPI file describes. This follows
 * https://www.twilio.com/docs/serverless/api/resource/function-version and the requests of Twilio's own client. The answers
 * are those that the files declare for fetching a version.
 */
export const UPLOADS: OpenApiDocument = {
  servers: [{ url: "https://serverless-upload.twilio.com" }],
  paths: {
    "/v1/Services/{ServiceSid}/Functions/{FunctionSid}/Versions": upload("FunctionSid", {
      function_sid: sid("ZH"),
      links: { type: "object" },
    }),
    "/v1/Services/{ServiceSid}/Assets/{AssetSid}/Versions": upload("AssetSid", { asset_sid: sid("ZH") }),
  },
  components: { schemas: {} },
};

function upload(fileSid: string, own: Readonly<Record<string, unknown>>): PathItem {
  const inPath = (name: string, prefix: string) =>
    ({ name, in: "path", required: true, schema: sid(prefix) }) as const;
  const version = {
    sid: sid("ZN"),
    account_sid: sid("AC"),
    service_sid: sid("ZS"),
    path: { type: "string" },
    visibility: { type: "string", enum: ["public", "private", "protected"] },
    date_created: time,
    url,
  };

  return {
    post: {
      parameters: [inPath("ServiceSid", "ZS"), inPath(fileSid, "ZH")],
      requestBody: { content: { "multipart/form-data": { schema: { type: "object" } } } },
      responses: {
        201: {
          content: {
            "application/json": { schema: { type: "object", properties: { ...version, ...own } } },
          },
        },
      },
    },
  };
}
