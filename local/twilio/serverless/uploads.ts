import { Hono } from "hono";
import { badRequest, Refusal } from "../refusal.ts";
import { type FileKind, type FileVersion, VISIBILITIES, type Visibility } from "./records.ts";
import { versionView } from "./routes.ts";
import { recordOf, type ServerlessStore } from "./store.ts";

/** https://www.twilio.com/docs/serverless/api/resource/function-version: "Path" */
const LONGEST_PATH = 255;
const LEGAL_PATH = /^\/[^;,?:@+&$()' "#]*$/;
/** 25 MB for an asset: https://www.twilio.com/docs/serverless/functions-assets/faq. Unverified for a function. */
const LARGEST_BYTES = 25 * 1024 * 1024;

/** serverless-upload.twilio.com, which takes content as multipart/form-data. No OpenAPI file describes it. */
export function uploadRoutes(store: ServerlessStore): Hono {
  const routes = new Hono();
  for (const kind of ["Functions", "Assets"] as const) {
    routes.post(`/v1/Services/:service/${kind}/:sid/Versions`, async (c) => {
      const service = store.service(c.req.param("service"));
      const file = recordOf(store.files[kind], service, c.req.param("sid"), kind);
      const parts = await partsOf(await c.req.arrayBuffer(), c.req.header("content-type") ?? "");

      return c.json(versionView(store.createVersion(file, await fieldsOf(kind, parts))), 201);
    });
  }

  return routes;
}

async function partsOf(body: ArrayBuffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(body, { headers: { "content-type": contentType } }).formData();
  } catch {
    throw badRequest("The body is not multipart/form-data");
  }
}

async function fieldsOf(
  kind: FileKind,
  parts: FormData,
): Promise<Pick<FileVersion, "kind" | "path" | "visibility" | "content" | "contentType">> {
  const [path, content] = ["Path", "Content"].map((name) => parts.get(name));
  const visibility = visibilityOf(parts.get("Visibility"));
  if (typeof path !== "string" || path.length > LONGEST_PATH || !LEGAL_PATH.test(path)) {
    throw badRequest("Path is not valid");
  }
  if (visibility === undefined) throw badRequest("Visibility is not valid");
  if (!(content instanceof Blob)) throw badRequest("Content is not a file");
  if (content.size === 0) throw badRequest("Content is empty");
  if (content.size > LARGEST_BYTES) throw new Refusal(413, 20413, "Content is too large");

  return {
    kind,
    path,
    visibility,
    content: new Uint8Array(await content.arrayBuffer()),
    contentType: content.type,
  };
}

/** Twilio's Serverless library writes `protected`, its plugin scripts `Protected`; other spellings are unverified. */
function visibilityOf(text: unknown): Visibility | undefined {
  return VISIBILITIES.find(
    (each) => each === text || each.replace(/^./, (first) => first.toUpperCase()) === text,
  );
}
