// Preloaded with `NODE_OPTIONS=--import=…`: writes down every host that the process looks up or
// connects to, in the file that CONNECTIONS_FILE names. Plain JavaScript, to need no loader.
import dns from "node:dns";
import { appendFileSync } from "node:fs";
import net from "node:net";

const record = (host) => appendFileSync(process.env.CONNECTIONS_FILE, `${host}\n`);

const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  const { host = "localhost", path } = typeof options === "object" ? options : { host: args[1] };
  if (path === undefined) record(host);
  return connect.apply(this, args);
};

const { lookup } = dns;
dns.lookup = (host, ...rest) => {
  record(host);
  return lookup(host, ...rest);
};
