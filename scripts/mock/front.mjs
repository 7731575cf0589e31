// What stands before Prism: requests that would end its server, or that it never answers, are answered
// here, so that nothing from outside can stop the mock.
import http from "node:http";

/** Our own machine under its usual names; a page of another site cannot send any of them. */
const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;
const maxBodyBytes = 10_000_000;

// Prism names in a header what a request breaks, such as the values of an `enum`; headers are Latin-1.
const { setHeader } = http.ServerResponse.prototype;
http.ServerResponse.prototype.setHeader = function (name, value) {
  const isText = typeof value === "string";
  return setHeader.call(this, name, isText ? value.replace(/[^\t\x20-\xff]/g, "?") : value);
};

/**
 * Starts the server that requests come to.
 *
 * @param {() => string} upstream Tells the URL of Prism, for each request anew.
 * @param {number} port 0 for a free one.
 * @returns {Promise<string>} Its own URL.
 */
export async function startFront(upstream, port) {
  // What Prism trips over ends its thread unless it is caught; it then answers nothing any more.
  process.on("uncaughtException", (error) => {
    for (const request of underWay) request.destroy(error);
  });
  const server = http.createServer(async (request, response) => {
    try {
      const body = await readBody(request);
      const refusal = refuse(request, body);
      if (refusal) answer(response, refusal.status, refusal.code, refusal.message);
      else await forward(upstream(), request, body, response);
    } catch (error) {
      answer(response, 502, "INTERNAL_SERVER_ERROR", `Prism did not answer: ${error.message}`);
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return `http://127.0.0.1:${server.address().port}`;
}

/** The requests that Prism has not answered yet. */
const underWay = new Set();

function refuse(request, body) {
  if (!ownHost.test(request.headers.host ?? "")) {
    return { status: 403, code: "FORBIDDEN", message: "The mock is for this machine only." };
  }
  if (!isWellFormed(request.url)) {
    return { status: 400, code: "BAD_REQUEST", message: "The URL is malformed." };
  }
  if (body.length > maxBodyBytes) {
    return { status: 413, code: "PAYLOAD_TOO_LARGE", message: "The body is too large." };
  }
  const isJson = /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(
    request.headers["content-type"] ?? "",
  );
  if (isJson && body.length > 0 && !isParsable(body.toString("utf8"))) {
    return { status: 400, code: "PARSE_ERROR", message: "The body is not JSON." };
  }
  return undefined;
}

function isWellFormed(url) {
  try {
    decodeURIComponent(new URL(url, "http://127.0.0.1").href);
    return !url.startsWith("//");
  } catch {
    return false;
  }
}

function isParsable(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    // Read to its end, so that the answer arrives, but not kept.
    if (length <= maxBodyBytes + 1) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function forward(upstream, { method, url, rawHeaders }, body, response) {
  return new Promise((resolve, reject) => {
    const forwarded = http.request(upstream + url, { method, headers: rawHeaders }, (answered) => {
      response.writeHead(answered.statusCode, answered.rawHeaders);
      answered.pipe(response);
      answered.once("end", resolve);
      answered.once("error", reject);
    });
    underWay.add(forwarded);
    forwarded.once("close", () => underWay.delete(forwarded));
    forwarded.once("error", reject);
    forwarded.end(body);
  });
}

function answer(response, status, code, message) {
  if (response.headersSent) return response.destroy();
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ message, code }));
}
