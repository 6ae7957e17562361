import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNginx } from '../machine.js';

/** nginx in front of the product, with caches of its own. */
export interface Front {
  /** One address for each cache, each of which begins empty. */
  urls: string[];
  /** Everything that is in the caches on the disk: replies as they were kept. */
  kept(): Promise<{ what: string; text: string }[]>;
  stop(): Promise<void>;
}

/**
 * Starts nginx in front of an address, with so many caches. Each keeps whatever says `public`, by
 * nothing but its address, and gives it to anybody, whatever they send, for a second; then it
 * asks whether it is still right. It is as careless as a proxy may be.
 */
export async function startProxy(product: string, caches: number): Promise<Front> {
  const nginx = findNginx();
  if (nginx === undefined) throw new Error('There is no nginx: run node test/prepare.js');
  const home = await mkdtemp(join(tmpdir(), 'throughline-proxy-'));
  const ports = await freePorts(caches);
  const file = join(home, 'nginx.conf');
  await writeFile(file, configuration(home, product, ports));
  const child = spawn(nginx, ['-p', home, '-c', file, '-e', join(home, 'error.log')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  for (const url of urls) await answers(`${url}/healthz`, () => child.exitCode === null);
  return {
    urls,
    async kept() {
      const files = await readdir(home, { recursive: true, withFileTypes: true });
      const replies = files.filter((one) => one.isFile() && one.parentPath.includes('cache'));
      return Promise.all(
        replies.map(async ({ parentPath, name }) => {
          const text = await readFile(join(parentPath, name), 'latin1');
          return { what: /KEY: .*/.exec(text)?.[0] ?? name, text };
        }),
      );
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(home, { recursive: true });
    },
  };
}

function configuration(home: string, product: string, ports: readonly number[]): string {
  const caches = ports.map(
    (port) => `
      proxy_cache_path ${home}/cache${port} keys_zone=of${port}:1m;
      server {
        listen 127.0.0.1:${port};
        location / {
          proxy_pass ${product};
          proxy_http_version 1.1;
          proxy_set_header Host $host;
          proxy_cache of${port};
          proxy_cache_key $uri$is_args$args;
          proxy_cache_methods GET HEAD;
          proxy_ignore_headers Cache-Control Expires;
          proxy_cache_valid 200 404 1s;
          proxy_cache_revalidate on;
          proxy_no_cache $is_private;
          add_header X-Cache $upstream_cache_status always;
        }
      }`,
  );
  return `
    daemon off;
    master_process off;
    pid ${home}/pid;
    events {}
    http {
      access_log off;
      client_body_temp_path ${home}/body;
      proxy_temp_path ${home}/temp;
      fastcgi_temp_path ${home}/fastcgi;
      uwsgi_temp_path ${home}/uwsgi;
      scgi_temp_path ${home}/scgi;
      map $upstream_http_cache_control $is_private {
        default 1;
        ~*(private|no-store|no-cache) 1;
        ~*public 0;
      }
      ${caches.join('')}
    }`;
}

async function answers(url: string, isRunning: () => boolean): Promise<void> {
  while (isRunning()) {
    if ((await fetch(url).catch(() => undefined))?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('nginx did not start');
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port is free');
    return address.port;
  });
  for (const server of servers) server.close();
  return ports;
}
