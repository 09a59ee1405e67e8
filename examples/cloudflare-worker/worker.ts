// The functions as a Cloudflare Worker. It needs the compatibility flag `nodejs_compat`: see wrangler.jsonc.
import { type FetchHandler, fetchHandler } from "flex-callback-voicemail/functions";

let callbacks: FetchHandler | undefined;

export default {
  async fetch(request: Request, environment: Readonly<Record<string, string>>): Promise<Response> {
    callbacks ??= fetchHandler(environment);

    return callbacks(request);
  },
};
