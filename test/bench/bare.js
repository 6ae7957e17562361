/**
 * The least that node:http can do: answers recorded replies, byte for byte, and 304 to their ETag.
 * The replies come as JSON on standard input; the port is printed.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** @type {{ path: string, headers: Record<string, string>, body: string }[]} */
const recorded = JSON.parse(await text(process.stdin));
const replies = new Map(
  recorded.map(({ path, headers, body }) => [
    path,
    { headers, etag: headers['etag'], body: Buffer.from(body, 'base64') },
  ]),
);

const server = createServer((request, response) => {
  const reply = replies.get(request.url ?? '');
  if (reply === undefined) {
    response.writeHead(404).end();
  } else if (reply.etag !== undefined && request.headers['if-none-match'] === reply.etag) {
    const { 'content-length': _, ...headers } = reply.headers;
    response.writeHead(304, headers).end();
  } else {
    response.writeHead(200, reply.headers).end(reply.body);
  }
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
