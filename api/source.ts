import type { Context } from 'hono';

/**
 * Where a request comes from: the address of the browser, or of the network it is in (the first
 * 64 bits of an IPv6 address). `proxies` is how many of our own stand in front and add what they
 * saw to X-Forwarded-For; anything before that a browser can make up, and is not believed.
 */
export function sourceOf(c: Context, proxies: number): string {
  const seen: string[] = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((one) => one.trim());
  const forwarded = proxies > 0 ? seen.at(-proxies) : undefined;
  return network(forwarded || addressOf(c.env) || 'unknown');
}

/** What @hono/node-server hands on: Node's own request, with its socket. */
function addressOf(env: unknown): string | undefined {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress;
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1] !== undefined) return mapped[1];
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const start = head.split(':').filter(Boolean);
  const end = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - start.length - end.length);
  const groups = [...start, ...Array<string>(zeros).fill('0'), ...end];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
