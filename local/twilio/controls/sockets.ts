import { z } from "zod";
import { type Control, change } from "./control.ts";

interface Droppable {
  dropAll(): number;
}

const drop = z.strictObject({ drop: z.literal(true) });

export function socketControls(sockets: readonly Droppable[]): readonly Control[] {
  return [
    change({
      path: "/__local/sockets",
      does: "Breaks every websocket of every open Flex UI, like a bad network. Flex connects again.",
      body: drop,
      example: { drop: true },
      run: (_, c) => c.json({ dropped: sockets.reduce((sum, each) => sum + each.dropAll(), 0) }),
    }),
  ];
}
