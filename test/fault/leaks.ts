/**
 * `node test/run.js test/fault/leaks.ts [links]`: crawls as the public a record with a mark in
 * everything private, with every filter and every link, and prints every mark that it was sent.
 */
import { crawl, found, textsOf } from '../api/crawl.ts';
import { createMarks, markGaps, markUnseen } from '../api/marking.ts';
import { builtPages } from '../api/product.ts';
import { openOffice } from '../api/returning.ts';

const most = Number(process.argv[2] ?? Number.POSITIVE_INFINITY);
const office = await openOffice('PGlite', undefined, await builtPages(), { isEmbedded: true });
const marks = createMarks(2);
const marked = await markGaps(office, marks);
await markUnseen(office, marks, marked);
const { replies, links } = await crawl(office.product, marked, { fully: true, most });
const hits = replies.flatMap((reply) => found(textsOf(reply), marks));
console.log(
  `${marks.given.size} marks, ${replies.length} replies, ${links.followed} of ${links.found} links: ${hits.length} hits`,
);
for (const hit of hits.slice(0, 50)) console.log(hit);
if (hits.length > 0) process.exitCode = 1;
await office.product.close();
process.exit();
