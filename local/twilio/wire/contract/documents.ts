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

const FILES = ["taskrouter_v1", "sync_v1", "api_v2010", "serverless_v1", "studio_v2", "flex_v1", "events_v1"];

let operations: readonly Operation[] | undefined;

/** Every operation of Twilio's files, the most literal path first. The files are read once in a process. */
export function knownOperations(): readonly Operation[] {
  operations ??= [
    HANDWRITTEN,
    UPLOADS,
    RECORDING_MEDIA,
    BATCH_TRANSCRIPTION,
    ...FILES.map(readFile<OpenApiDocument>),
  ]
    .flatMap(operationsOf)
    .sort((a, b) => a.pathNames.length - b.pathNames.length);

  return operations;
}

/** An operation of Twilio's of which no more is known here than that it exists. */
export type OperationLeftOut = Pick<Operation, "method" | "host" | "pathPattern" | "pathNames">;

let leftOut: readonly OperationLeftOut[] | undefined;

/** The operations of Twilio's files that scripts/slice-openapi.ts did not keep. */
export function operationsLeftOut(): readonly OperationLeftOut[] {
  leftOut ??= Object.entries(readFile<Readonly<Record<string, readonly string[]>>>("LEFT_OUT")).flatMap(
    ([host, names]) =>
      names.map((name) => {
        const [method = "", path = ""] = name.split(" ");
        return { method, host, pathPattern: patternOf(path), pathNames: namesIn(path) };
      }),
  );

  return leftOut;
}

function readFile<Content>(name: string): Content {
  return JSON.parse(readFileSync(new URL(`../openapi/${name}.json`, import.meta.url), "utf8")) as Content;
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
  return {
    name: `${method.toUpperCase()} ${host}${path}`,
    method: method.toUpperCase(),
    host,
    pathPattern: patternOf(path),
    pathNames: namesIn(path),
    parameters: [...(item.parameters ?? []), ...(declared.parameters ?? [])],
    declared,
    document,
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\./g, "\\.").replace(/\{[^}]+\}/g, "([^/]+?)")}$`);
}

function namesIn(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
}
