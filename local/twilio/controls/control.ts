import type { Context } from "hono";
import type { z } from "zod";

/** Something that tests and people can do to the local Twilio, and not to Twilio. */
export interface Control {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** What it does, as a sentence for the index page. */
  readonly does: string;
  readonly body?: z.ZodType;
  /** An example of a body that it accepts. */
  readonly example?: object;
  handle(c: Context): Response | Promise<Response>;
}

interface Change<Schema extends z.ZodType> extends Pick<Control, "path" | "does" | "example"> {
  readonly body: Schema;
  run(asked: z.infer<Schema>, c: Context): Response | Promise<Response>;
}

/** A POST with a body that matches the schema. Other bodies are answered with 400 and a sentence for each fault. */
export function change<Schema extends z.ZodType>({ run, ...control }: Change<Schema>): Control {
  return {
    ...control,
    method: "POST",
    handle: async (c) => {
      const asked = control.body.safeParse(await jsonOf(c));

      return asked.success ? run(asked.data, c) : c.json({ errors: sentences(asked.error) }, 400);
    },
  };
}

/** A POST that ignores its body. */
export function action(path: string, does: string, run: (c: Context) => Response): Control {
  return { method: "POST", path, does, handle: run };
}

export function view(path: string, does: string, run: (c: Context) => Response): Control {
  return { method: "GET", path, does, handle: run };
}

/** The body. A missing body counts as an empty object. */
async function jsonOf(c: Context): Promise<unknown> {
  const text = await c.req.text();
  if (text === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    return "not JSON";
  }
}

function sentences(error: z.ZodError): readonly string[] {
  return error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join(".")}: ${message}`,
  );
}
