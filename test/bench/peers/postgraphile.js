/** PostGraphile on the database of `DATABASE_URL`, as it is run in production; the port is printed. */
import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';

const middleware = postgraphile(process.env['DATABASE_URL'], 'public', {
  graphiql: false,
  disableQueryLog: true,
  retryOnInitFail: true,
  enableQueryBatching: false,
});
const server = createServer(middleware);
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(typeof address === 'object' ? address?.port : '');
});
