import type { Context } from "hono";
import type { z } from "zod";

/** Something that tests and people do to the local Twilio, and that Twilio has no equivalent of. */
export interface Control {
  readonly method: "GET" | "POST";
  readonly path: string;
  /** A sentence for the index page. */
  readonly does: string;
  readonly body?: z.ZodType;
  /** A body that works. */
  readonly example?: object;
  handle(c: Context): Response | Promise<Response>;
}

interface Change<Schema extends z.ZodType> extends Pick<Control, "path" | "does" | "example"> {
  readonly body: Schema;
  run(asked: z.infer<Schema>, c: Context): Response | Promise<Response>;
}

/** A POST whose body is read by a schema: a body that does not fit is answered 400, with a sentence for each fault. */
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

/** A POST whose body, if any, is not read. */
export function action(path: string, does: string, run: (c: Context) => Response): Control {
  return { method: "POST", path, does, handle: run };
}

export function view(path: string, does: string, run: (c: Context) => Response): Control {
  return { method: "GET", path, does, handle: run };
}

/** No body at all is as good as an empty object. */
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
