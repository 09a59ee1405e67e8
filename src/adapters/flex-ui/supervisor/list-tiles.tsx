import { Box } from "@twilio-paste/box";
import React, { type ReactElement } from "react";
import type { BoardState } from "../../../application/desktop/callback-board.ts";
import { longestWait } from "../../../domain/supervisor/list-view.ts";
import { formatWait } from "./list-times.ts";
import { useFigures } from "./use-figures.ts";
import type { ViewServices } from "./view-services.ts";

interface ListTilesProps {
  readonly state: BoardState;
  readonly now: Date;
  readonly services: ViewServices;
}

/** How the queue stands now, and how today went. */
export function ListTiles({ state: { rows, hasMore, at }, now, services }: ListTilesProps): ReactElement {
  const { text, locale } = services;
  const figures = useFigures(services);
  const oldest = longestWait(rows);
  const median = figures?.firstCallMedian;
  const waiting = rows.filter(({ holder }) => !holder).length;

  return (
    <Box
      as="dl"
      element="CALLBACK_VOICEMAIL_TILES"
      margin="space0"
      display="flex"
      flexWrap="wrap"
      columnGap="space50"
      rowGap="space40"
    >
      <Tile name={text("TileWaiting")} value={at && `${waiting}${hasMore ? "+" : ""}`} />
      <Tile name={text("TileOldest")} value={oldest && formatWait(oldest, now, locale)} />
      <Tile name={text("TileReached")} value={figures?.reached.toString()} />
      <Tile
        name={text("TileFirstCall")}
        value={
          median === undefined ? median : formatWait(new Date(now.getTime() - median * 1000), now, locale)
        }
      />
    </Box>
  );
}

/** A figure that is not known is a dash. */
function Tile({
  name,
  value = "–",
}: {
  readonly name: string;
  readonly value: string | undefined;
}): ReactElement {
  return (
    <Box
      padding="space40"
      minWidth="size20"
      borderRadius="borderRadius20"
      backgroundColor="colorBackground"
      display="flex"
      flexDirection="column-reverse"
      rowGap="space10"
    >
      <Box as="dt" color="colorTextWeak" fontSize="fontSize20" lineHeight="lineHeight20">
        {name}
      </Box>
      <Box
        as="dd"
        margin="space0"
        color="colorText"
        fontSize="fontSize60"
        lineHeight="lineHeight60"
        fontWeight="fontWeightSemibold"
      >
        {value}
      </Box>
    </Box>
  );
}
