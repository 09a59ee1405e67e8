// Runs one function in a process of its own. It is plain JavaScript, because the time of a compiler would count too.
// With a channel to its parent it answers orders `{ requests }`. Without one it makes one request and prints its cost.
const [file] = process.argv.slice(2);

class Response {
  setStatusCode(status) {
    this.status = status;
  }
  setBody(body) {
    this.body = body;
  }
  appendHeader() {}
}
globalThis.Twilio = { Response };

const context = { ...process.env };
let made = 0;
let handler;

function request() {
  handler ??= require(file).handler;
  const event = {
    request: { headers: {} },
    numberToCall: `+1415555${String(made++ % 10_000).padStart(4, "0")}`,
    numberToCallFrom: "+14155550199",
    flexFlowSid: "FW0123456789abcdef0123456789abcdef",
  };

  return new Promise((resolve, reject) => {
    handler(context, event, (_, answer) => {
      if (answer.status === 200) resolve();
      else reject(new Error(`The function answered ${answer.status}: ${JSON.stringify(answer.body)}`));
    });
  });
}

async function several(requests) {
  const wallsMs = [];
  const before = process.cpuUsage();
  for (let n = 0; n < requests; n++) {
    const start = performance.now();
    await request();
    wallsMs.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();

  return { wallsMs, cpuMs: (user + system) / 1000, rss, heapUsed };
}

if (process.send) {
  process.on("disconnect", () => process.exit());
  process.on("message", async ({ requests }) => process.send(await several(requests)));
} else {
  request().then(() => {
    const answeredAt = process.hrtime.bigint();
    const { user, system } = process.cpuUsage();
    process.stdout.write(JSON.stringify({ answeredAt: String(answeredAt), cpuMs: (user + system) / 1000 }));
    process.exit();
  });
}
