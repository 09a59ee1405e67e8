import { z } from "zod";
import { parseExpression } from "../expressions/parse.ts";
import type { Expression } from "../expressions/syntax.ts";

/** Twilio's examples write priorities as text too: `"priority": "10"`. */
const integer = z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]);

const expression = z.string().transform((source, context): Expression => {
  try {
    return parseExpression(source);
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message });
    return z.NEVER;
  }
});

const target = z.object({
  queue: z.string().optional(),
  expression: expression.optional(),
  priority: integer.optional(),
  timeout: integer.refine((seconds) => seconds > 0, { error: "must be a positive integer" }).optional(),
  skip_if: expression.optional(),
  order_by: z.string().optional(),
  known_worker_sid: z.string().optional(),
  known_worker_friendly_name: z.string().optional(),
});

const filter = z.object({
  filter_friendly_name: z.string().optional(),
  /** The name of `filter_friendly_name` in older configurations. */
  friendly_name: z.string().optional(),
  expression,
  targets: z.array(target).min(1),
});

const workflowConfiguration = z.object({
  task_routing: z.object({
    filters: z.array(filter).default([]),
    default_filter: z.object({ queue: z.string() }).optional(),
  }),
});

export type WorkflowConfiguration = z.infer<typeof workflowConfiguration>;
export type WorkflowFilter = z.infer<typeof filter>;

/**
 * Reads a workflow's JSON: https://www.twilio.com/docs/taskrouter/workflow-configuration.
 *
 * @throws Error whose message names every fault
 */
export function parseWorkflowConfiguration(text: string): WorkflowConfiguration {
  const result = workflowConfiguration.safeParse(jsonOf(text));
  if (result.success) return result.data;

  throw new Error(result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("not valid JSON");
  }
}
