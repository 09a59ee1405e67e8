import type { RequestListener } from "node:http";

/** What the local stack answers until it is ready: people wait on a page, programs ask again. */
export const answerStarting: RequestListener = (request, response) => {
  const isPage = request.headers.accept?.includes("text/html");
  response.writeHead(503, {
    "Content-Type": isPage ? "text/html; charset=utf-8" : "application/json",
    "Cache-Control": "no-store",
    "Retry-After": "1",
  });
  response.end(isPage ? PAGE : JSON.stringify({ status: "starting" }));
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Starting</title>
  <link rel="icon" href="data:,">
  <style>body { display: flex; height: 100vh; margin: 0; font-family: sans-serif; } p { margin: auto; }</style>
</head>
<body>
  <p role="status">The local Twilio is starting. This page goes on by itself.</p>
  <script>
    async function wait() {
      const answer = await fetch("/__local/ready").catch(() => undefined);
      if (answer?.ok) location.reload();
      else setTimeout(wait, 500);
    }
    wait();
  </script>
</body>
</html>
`;
