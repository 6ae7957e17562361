import { createHash } from 'node:crypto';
import type { PublicChange } from '@throughline/domain/publicChange';

/** At most so many changes stand in the feed. */
const mostEntries = 100;

/**
 * Changes as an Atom feed, RFC 4287, the latest first. Its links are relative, as the pages' own
 * are, because only whoever reads it knows by which name they found this server.
 */
export function toAtom(changes: readonly PublicChange[], self: string): string {
  const shown = changes.slice(0, mostEntries);
  const updated = shown[0]?.at ?? new Date(0);
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">',
    `<id>${nameOf('feed')}</id>`,
    '<title>Throughline: changes to the figures</title>',
    '<subtitle>What is new, corrected, withdrawn and answered in the figures of the Education and Children’s Services Scrutiny Board</subtitle>',
    `<updated>${updated.toISOString()}</updated>`,
    '<author><name>Coventry City Council</name></author>',
    `<link rel="self" type="application/atom+xml" href="${escaped(self)}"/>`,
    '<link rel="alternate" type="text/html" href="/"/>',
    ...shown.map(entryOf),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf({ key, at, title, words, path }: PublicChange): string {
  return [
    '<entry>',
    `<id>${nameOf(key)}</id>`,
    `<title>${escaped(title)}</title>`,
    `<updated>${at.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${escaped(path)}"/>`,
    `<content type="text">${escaped(words.join('\n'))}</content>`,
    '</entry>',
  ].join('\n');
}

/** A name that is the same wherever the feed is served: a UUID made of the key, RFC 9562. */
function nameOf(key: string): string {
  const hash = createHash('sha1').update(`throughline ${key}`).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}

/** Text as XML takes it: without what no XML may hold. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
