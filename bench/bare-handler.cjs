// The benchmark compares create-callback with this handler: the shortest code that makes the same API call. It checks
// nothing, retries nothing, and waits for ever.
const https = require("node:https");

const agent = new https.Agent({ keepAlive: true });

exports.handler = (context, event, callback) => {
  const attributes = {
    taskType: "callback",
    name: `Callback (${event.numberToCall})`,
    from: event.numberToCall,
    flow_execution_sid: event.flexFlowSid,
    message: null,
    callBackData: {
      numberToCall: event.numberToCall,
      numberToCallFrom: event.numberToCallFrom,
      attempts: 0,
      mainTimeZone: "UTC",
      utcDateTimeReceived: new Date().toISOString(),
      isDeleted: false,
    },
    direction: "inbound",
    conversations: {},
  };
  const form = new URLSearchParams({
    Attributes: JSON.stringify(attributes),
    WorkflowSid: context.TWILIO_FLEX_CALLBACK_WORKFLOW_SID,
    TaskChannel: "voice",
    Priority: "0",
    Timeout: "86400",
  }).toString();

  const request = https.request(
    `${context.TWILIO_API_ORIGIN}/taskrouter.twilio.com/v1/Workspaces/${context.TWILIO_FLEX_WORKSPACE_SID}/Tasks`,
    {
      agent,
      method: "POST",
      auth: `${context.ACCOUNT_SID}:${context.AUTH_TOKEN}`,
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": Buffer.byteLength(form),
      },
    },
    (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk) => {
        body += chunk;
      });
      answer.on("end", () => {
        const response = new Twilio.Response();
        response.setStatusCode(200);
        response.setBody({ success: true, taskSid: JSON.parse(body).sid });
        callback(null, response);
      });
    },
  );
  request.end(form);
};
