import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Twilio } from "../twilio/index.ts";
import type { RunFunction } from "../twilio/serverless/domains.ts";
import { signatureOf } from "../twilio/wire/signature.ts";
import { functionListener } from "./requests.ts";
import { type ServedFunctions, serveFunctions } from "./served.ts";

const BUILT = fileURLToPath(new URL("../../dist/functions", import.meta.url));

interface Needs {
  readonly twilio: () => Twilio;
  /** What the cloud adds to the variables. */
  readonly given: () => Readonly<Record<string, string>>;
}

/**
 * Answers requests to the domains of deployed services: the functions of this machine, with the variables that were
 * deployed. What was uploaded does not run: whoever reaches this port can learn the made-up credentials.
 */
export class DeployedFunctions {
  readonly #needs: Needs;
  readonly #served = new Map<string, Promise<ServedFunctions>>();
  readonly #folders: string[] = [];

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  readonly run: RunFunction = async (_environment, _build, variables, request) => {
    const { url } = await this.#servedWith({ ...variables, ...this.#needs.given() });
    const { pathname, search, searchParams } = new URL(request.url);
    const address = `${url}${pathname.replace(/^.*\.twil\.io/, "")}${search}`;
    const { method } = request;
    const headers = new Headers(request.headers);
    // The signature of the deployed address was checked; this address has another.
    if (searchParams.has("bodySHA256"))
      headers.set("X-Twilio-Signature", signatureOf(this.#needs.twilio().account.authToken, address, {}));
    const body = method === "GET" || method === "HEAD" ? null : await request.arrayBuffer();

    return fetch(address, { method, headers, body });
  };

  async close(): Promise<void> {
    for (const each of await Promise.allSettled(this.#served.values()))
      if (each.status === "fulfilled") each.value.close();
    for (const folder of this.#folders) rmSync(folder, { recursive: true });
  }

  #servedWith(environment: Readonly<Record<string, string>>): Promise<ServedFunctions> {
    const key = JSON.stringify(environment);
    const served = this.#served.get(key) ?? this.#serve(environment);
    this.#served.set(key, served);

    return served;
  }

  /** From a folder of their own: a bundle that is loaded keeps its first settings. */
  async #serve(environment: Readonly<Record<string, string>>): Promise<ServedFunctions> {
    const folder = mkdtempSync(join(tmpdir(), "deployed-"));
    this.#folders.push(folder);
    cpSync(BUILT, join(folder, "dist/functions"), { recursive: true });

    return serveFunctions(environment, folder, (functions, url) =>
      functionListener({ twilio: this.#needs.twilio(), functions, url }),
    );
  }
}
