import type { Context } from "hono";
import { z } from "zod";
import { badRequest, Refusal } from "../../refusal.ts";
import type { TokenHolder } from "../../token-holders.ts";

/** Flex wraps every request to TaskRouter into such an envelope. The answer is `{payload}`. */
export const envelopeSchema = z.object({
  url: z.string(),
  method: z.enum(["GET", "POST"]),
  params: z.record(z.string(), z.unknown()).default({}),
  token: z.string(),
});

/** The rest of an unwrapped request, beside its address and parameters. */
export type BridgeEnv = { Bindings: { readonly caller: TokenHolder; readonly ifMatch: string | undefined } };
export type BridgeContext = Context<BridgeEnv>;

/** Reads the parameters of an unwrapped POST by a schema. Others are refused with 400; the words of the refusal are unverified. */
export async function paramsOf<T>(c: BridgeContext, schema: z.ZodType<T>): Promise<T> {
  const params = schema.safeParse(await c.req.json());
  if (params.success) return params.data;
  const [issue] = params.error.issues;

  throw badRequest(`${issue?.path.join(".") ?? "Request"} is not valid`);
}

/** Flex sends attributes as JSON text or as an object. */
export const attributesSchema = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .transform((attributes) => (typeof attributes === "string" ? attributes : JSON.stringify(attributes)));

/** An agent may act only for themselves, supervisors and administrators for everybody. Unverified: status and code. */
export function requireOwnWorker(c: BridgeContext, workerSid: string): void {
  const { roles, workerSid: own } = c.env.caller;
  const mayActForOthers = roles.some((role) => role === "supervisor" || role === "admin");
  if (workerSid !== own && !mayActForOthers) throw new Refusal(403, 20403, "Forbidden");
}
