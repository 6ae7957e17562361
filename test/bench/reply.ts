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
export async function startBare(replies: readonly Reply[]): Promise<Server> {
  const sent = replies.map((reply) => ({ ...reply, body: reply.body.toString('base64') }));
  return startScript('bare.js', { input: JSON.stringify(sent) });
}

/** A server in a process of its own. */
export interface Server {
  url: string;
  pid: number;
  stop(): void;
}

/** Starts a script of this folder that prints its port, with something to read on standard input. */
export async function startScript(
  script: string,
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Server> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', ...env },
  });
  child.stdin.end(input);
  const kill = () => child.kill();
  process.once('exit', kill);
  const [port] = await once(createInterface(child.stdout), 'line');
  const stop = () => {
    process.off('exit', kill);
    kill();
  };
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, stop };
}
