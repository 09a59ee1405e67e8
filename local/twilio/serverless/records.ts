/** The records of the Serverless API, in the form of its answers: https://www.twilio.com/docs/serverless/api */
interface Kept {
  readonly sid: string;
  readonly account_sid: string;
  readonly date_created: string;
  readonly url: string;
}

interface KeptInService extends Kept {
  readonly service_sid: string;
}

export interface Service extends Kept {
  readonly unique_name: string;
  readonly friendly_name: string;
  readonly include_credentials: boolean;
  readonly ui_editable: boolean;
  readonly domain_base: string;
  readonly date_updated: string;
  readonly links: Links;
}

export interface Environment extends KeptInService {
  readonly unique_name: string;
  readonly domain_suffix: string | null;
  readonly domain_name: string;
  /** The build that runs in this environment. */
  readonly build_sid: string | null;
  readonly date_updated: string;
  readonly links: Links;
}

export type FileKind = "Functions" | "Assets";

/** A function or an asset. Its versions have the content. */
export interface File extends KeptInService {
  readonly friendly_name: string;
  readonly date_updated: string;
  readonly links: Links;
}

export const VISIBILITIES = ["public", "protected", "private"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export interface FileVersion extends KeptInService {
  readonly fileSid: string;
  readonly kind: FileKind;
  readonly path: string;
  readonly visibility: Visibility;
  readonly content: Uint8Array;
  readonly contentType: string;
}

export interface Build extends KeptInService {
  readonly status: "building" | "completed" | "failed";
  readonly function_versions: readonly FileVersion[];
  readonly asset_versions: readonly FileVersion[];
  readonly dependencies: readonly unknown[];
  readonly runtime: string;
  readonly date_updated: string;
  readonly links: Links;
}

export interface Deployment extends KeptInService {
  readonly environment_sid: string;
  readonly build_sid: string;
  readonly date_updated: string;
}

export interface Variable extends KeptInService {
  readonly environment_sid: string;
  readonly key: string;
  readonly value: string;
  readonly date_updated: string;
}

export type Links = Readonly<Record<string, string>>;
