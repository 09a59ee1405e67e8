import { readFileSync } from "node:fs";
import { HANDWRITTEN } from "./handwritten.ts";
import { UPLOADS } from "./handwritten-uploads.ts";
import { BATCH_TRANSCRIPTION, RECORDING_MEDIA } from "./handwritten-voice.ts";
import type { OpenApiDocument, OperationObject, Parameter, PathItem } from "./openapi.ts";

export interface Operation {
  /** `POST taskrouter.twilio.com/v1/Workspaces/{WorkspaceSid}/Tasks` */
  readonly name: string;
  readonly method: string;
  readonly host: string;
  readonly pathPattern: RegExp;
  readonly pathNames: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly declared: OperationObject;
  readonly document: OpenApiDocument;
}

const FILES = ["taskrouter_v1", "sync_v1", "api_v2010", "serverless_v1", "studio_v2", "flex_v1"];

let operations: readonly Operation[] | undefined;

/** Every operation of Twilio's files, the most literal path first. The files are read once in a process. */
export function knownOperations(): readonly Operation[] {
  operations ??= [HANDWRITTEN, UPLOADS, RECORDING_MEDIA, BATCH_TRANSCRIPTION, ...FILES.map(readDocument)]
    .flatMap(operationsOf)
    .sort((a, b) => a.pathNames.length - b.pathNames.length);

  return operations;
}

function readDocument(name: string): OpenApiDocument {
  return JSON.parse(
    readFileSync(new URL(`../openapi/${name}.json`, import.meta.url), "utf8"),
  ) as OpenApiDocument;
}

function operationsOf(document: OpenApiDocument): readonly Operation[] {
  const server = document.servers[0];
  if (!server) throw new Error("An OpenAPI file names no server.");
  const { host } = new URL(server.url);

  return Object.entries(document.paths).flatMap(([path, item]) =>
    (["get", "post", "delete"] as const).flatMap((method) => {
      const declared = item[method];
      return declared ? [operation(document, host, path, item, method, declared)] : [];
    }),
  );
}

function operation(
  document: OpenApiDocument,
  host: string,
  path: string,
  item: PathItem,
  method: string,
  declared: OperationObject,
): Operation {
  const pathNames = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  const pattern = path.replace(/\./g, "\\.").replace(/\{[^}]+\}/g, "([^/]+?)");

  return {
    name: `${method.toUpperCase()} ${host}${path}`,
    method: method.toUpperCase(),
    host,
    pathPattern: new RegExp(`^${pattern}$`),
    pathNames,
    parameters: [...(item.parameters ?? []), ...(declared.parameters ?? [])],
    declared,
    document,
  };
}
