import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A reply as it crossed the wire: its headers but those every server adds, its bytes undecoded. */
export interface Reply {
  path: string;
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Asks for a path with the headers given and keeps the answer as it is. */
export async function replyOf(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const asked = request(origin + path, { headers }).end();
  const [response] = await once(asked, 'response');
  const body = await buffer(response);
  const own = Object.entries<string>(response.headers).filter(
    ([name]) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name),
  );
  return { path, status: response.statusCode, headers: Object.fromEntries(own), body };
}

/** Starts a bare node:http server in its own process that gives these replies and nothing else. */
export async function startBare(replies: readonly Reply[]): Promise<{ url: string; stop(): void }> {
  const script = fileURLToPath(new URL('bare.js', import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(
    JSON.stringify(replies.map((reply) => ({ ...reply, body: reply.body.toString('base64') }))),
  );
  process.once('exit', () => child.kill());
  const [port] = await once(createInterface(child.stdout), 'line');
  return { url: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}
