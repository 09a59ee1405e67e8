import type * as FlexUi from "@twilio/flex-ui";
import type { ChannelLook } from "./channels.tsx";

/** Registers a look with Flex: in the task list, the headers, the incoming task, and the supervisor's views. */
export function registerChannel(flexUi: typeof FlexUi, look: ChannelLook): void {
  const { isApplicable, title, header, icon, color } = look;
  const channel = flexUi.DefaultTaskChannels.createDefaultTaskChannel(
    look.name,
    isApplicable,
    undefined,
    undefined,
    color,
  );
  const { templates = {} } = channel;

  flexUi.TaskChannels.register({
    ...channel,
    icons: { active: icon, list: icon, main: icon },
    templates: {
      ...templates,
      TaskListItem: { ...templates.TaskListItem, firstLine: title },
      TaskCanvasHeader: { ...templates.TaskCanvasHeader, title: header, endButton: END_BUTTON },
      IncomingTaskCanvas: { ...templates.IncomingTaskCanvas, firstLine: title },
      TaskCard: { ...templates.TaskCard, firstLine: title },
      CallCanvas: { ...templates.CallCanvas, firstLine: title },
      Supervisor: {
        ...templates.Supervisor,
        TaskCanvasHeader: { ...templates.Supervisor?.TaskCanvasHeader, title },
        TaskOverviewCanvas: { ...templates.Supervisor?.TaskOverviewCanvas, firstLine: title },
      },
    },
  });
}

/** Flex's string for tasks that it wraps up itself says "Wrap Up" when that is what the task already is in. */
const END_BUTTON = {
  Assigned: "TaskHeaderComplete",
  Accepted: "TaskHeaderComplete",
  Wrapping: "TaskHeaderComplete",
};
