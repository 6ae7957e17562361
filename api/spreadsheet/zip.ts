/** One file of an archive: where its packed bytes lie, and what it says of itself. */
export interface ZipEntry {
  name: string;
  /** Where the packed bytes begin, and how many there are. */
  start: number;
  packed: number;
  unpacked: number;
  crc: number;
  deflated: boolean;
}

/** An archive's files, or why it is not unpacked. */
export type ZipRead = { entries: readonly ZipEntry[] } | { refused: string };

/** What an archive may hold at most. */
export interface ZipLimits {
  entries: number;
  unpacked: number;
}

const damaged = { refused: 'The file is damaged: its list of contents does not hold together.' };

/**
 * Reads the list of contents of a ZIP archive without unpacking anything (APPNOTE 6.3.10). Whatever
 * two readers could read differently is refused: a list that differs from the files themselves,
 * files that overlap, names that stand twice, ZIP64 numbers in an archive this small.
 */
export function readZip(bytes: Uint8Array, limits: ZipLimits): ZipRead {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === undefined) return damaged;
  const [disk, listDisk, here, count] = [4, 6, 8, 10].map((at) => view.getUint16(end + at, true));
  const [size = 0, list = 0] = [12, 16].map((at) => view.getUint32(end + at, true));
  if (disk !== 0 || listDisk !== 0 || here !== count || count === undefined) return damaged;
  if (count === 0xffff || size === 0xffffffff || list === 0xffffffff) return damaged;
  if (end >= 20 && view.getUint32(end - 20, true) === 0x07064b50) return damaged;
  if (count > limits.entries) {
    return { refused: `The file holds more than ${limits.entries} parts. Save the sheet alone.` };
  }
  if (list + size !== end) return damaged;

  const entries: ZipEntry[] = [];
  let at = list;
  for (let each = 0; each < count; each++) {
    const read = readEntry(view, bytes, at, list);
    if ('refused' in read) return read;
    entries.push(read.entry);
    at = read.next;
  }
  if (at !== end || !standApart(entries)) return damaged;
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (unpacked > limits.unpacked) {
    const most = Math.floor(limits.unpacked / 1_000_000);
    return { refused: `The file would unpack to more than ${most} MB. Save the sheet alone.` };
  }
  return { entries };
}

/** Where the end record begins: it ends the file, but for a comment of its stated length. */
function endRecord(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    return at + 22 + view.getUint16(at + 20, true) === view.byteLength ? at : undefined;
  }
  return undefined;
}

function readEntry(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  list: number,
): { entry: ZipEntry; next: number } | { refused: string } {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return damaged;
  const [flags = 0, method = 0] = [8, 10].map((field) => view.getUint16(at + field, true));
  const [crc = 0, packed = 0, unpacked = 0] = [16, 20, 24].map((field) =>
    view.getUint32(at + field, true),
  );
  const [nameLength = 0, extra = 0, comment = 0, disk = 0] = [28, 30, 32, 34].map((field) =>
    view.getUint16(at + field, true),
  );
  const local = view.getUint32(at + 42, true);
  // Bits 0, 6 and 13: encrypted, strongly encrypted, the list masked.
  if ((flags & 0b10000001000001) !== 0) {
    return { refused: 'The file is protected with a password. Save it without one.' };
  }
  if (method !== 0 && method !== 8)
    return { refused: 'The file is packed in a way we do not read.' };
  const isZip64 = [packed, unpacked, local].includes(0xffffffff) || disk === 0xffff;
  if (isZip64 || disk !== 0 || (method === 0 && packed !== unpacked)) return damaged;

  const next = at + 46 + nameLength + extra + comment;
  if (next > view.byteLength) return damaged;
  const name = nameIn(bytes, at + 46, nameLength);
  if (name === undefined) return { refused: 'The file holds a part whose name is not allowed.' };

  // The file itself must say what the list says: some readers go by one, some by the other.
  if (local + 30 > list || view.getUint32(local, true) !== 0x04034b50) return damaged;
  const start = local + 30 + nameLength + view.getUint16(local + 28, true);
  const follows = (flags & 8) !== 0;
  const stated = [14, 18, 22].map((field) => view.getUint32(local + field, true));
  const agrees =
    view.getUint16(local + 26, true) === nameLength &&
    nameIn(bytes, local + 30, nameLength) === name &&
    view.getUint16(local + 8, true) === method &&
    (view.getUint16(local + 6, true) & 0b1001) === (flags & 0b1001) &&
    // Streamed archives write the sizes after the bytes, and nothing or the same before them.
    [crc, packed, unpacked].every(
      (number, each) => stated[each] === number || (follows && stated[each] === 0),
    );
  if (!agrees || start + packed > list) return damaged;
  return { entry: { name, start, packed, unpacked, crc, deflated: method === 8 }, next };
}

/** A name that stays within the archive, in letters that no reader reads differently. */
function nameIn(bytes: Uint8Array, start: number, length: number): string | undefined {
  let name = '';
  for (const byte of bytes.subarray(start, start + length)) name += String.fromCharCode(byte);
  const isSafe =
    length > 0 &&
    length <= 200 &&
    /^[\w .\-()[\]/]+$/.test(name) &&
    !name.startsWith('/') &&
    !name.split('/').includes('..');
  return isSafe ? name : undefined;
}

/** Whether no two files share a name or a byte. */
function standApart(entries: readonly ZipEntry[]): boolean {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const inOrder = [...entries].sort((a, b) => a.start - b.start);
  return (
    names.size === entries.length &&
    inOrder.every(({ start, packed }, at) => {
      const next = inOrder[at + 1];
      return next === undefined || start + packed <= next.start - 30;
    })
  );
}
