/**
 * One query by postgres.js for each request and its rows as JSON, with nothing round it: the least
 * that an uncached read costs. The query comes as JSON on standard input; the port is printed.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import postgres from 'postgres';

const { url, query, values } = JSON.parse(await text(process.stdin));
const sql = postgres(url);

const server = createServer((_, response) => {
  sql.unsafe(query, values, { prepare: true }).then(
    (rows) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows));
    },
    (error) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
