/**
 * Where a request came from, by the proxy in front of us: the last address of X-Forwarded-For is the one that the proxy
 * itself has seen; those before it are the client's claims. Without a proxy the web server sets it only where the
 * client has not: whoever reaches it directly can claim any address, so that nothing may then be proved by one.
 */
export function sourceAddressOf(headers: Headers): string | null {
  const address = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return address?.replace(/^::ffff:(?=\d+\.)/i, "") || null; // an IPv4 client of an IPv6 socket
}
