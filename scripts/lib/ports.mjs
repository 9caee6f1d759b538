import { createServer } from "node:net";

/** A port that nothing listens on: the wanted one if it is free, else (or for 0) one of the system's choice. */
export async function freePort(wanted = 0, host = "127.0.0.1") {
  return (await tryPort(wanted, host)) ?? (await tryPort(0, host)) ?? fail(host);
}

/**
 * The first port from `wanted` upwards that is free on every address, as people expect it of a web server. The loopback
 * is asked by itself: whoever listens there alone would get the requests to localhost.
 */
export async function nextFreePort(wanted) {
  for (let port = wanted; port < Math.min(wanted + 50, 65_536); port += 1) {
    if ((await tryPort(port)) && (await tryPort(port, "127.0.0.1"))) return port;
  }
  return freePort();
}

function tryPort(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.unref();
    server.once("error", () => resolve(null));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address.port));
    });
  });
}

function fail(host) {
  throw new Error(`No free port on ${host}`);
}
