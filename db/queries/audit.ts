import { createHash } from 'node:crypto';
import { asc, desc, gt, sql } from 'drizzle-orm';
import type { Database } from '../connect.ts';
import { audit } from '../schema/audit.ts';

/** Who did it: a person by number, whoever runs the product, or somebody who is not known. */
export type Actor = { person: number } | 'command line' | 'nobody';

/** What is kept on record. A new kind of doing is a new line here. */
export type AuditKind =
  | 'signed in'
  | 'sign-in refused'
  | 'signed out'
  | 'session ended'
  | 'person added'
  | 'sign-in link made'
  | 'roles changed'
  | 'person disabled'
  | 'person enabled'
  | 'private figures read'
  | 'figures entered'
  | 'return opened'
  | 'return submitted'
  | 'return checked'
  | 'return reopened'
  | 'publication called off'
  | 'return sent back'
  | 'figures approved'
  | 'figures published'
  | 'figures corrected'
  | 'figures withdrawn'
  | 'made private'
  | 'made public'
  | 'papers added'
  | 'item moved'
  | 'decisions recorded'
  | 'definition proposed'
  | 'definition approved'
  | 'definition turned down'
  | 'limits rebased'
  | 'file imported'
  | 'export made'
  | 'backup made'
  | 'backup restored'
  | 'private session begun'
  | 'private session ended';

/**
 * One thing that was done. `about` names what it was done to; `detail` says more by names, numbers
 * of rows and reasons: never a figure, a token or anything else that a reader may not see.
 */
export interface AuditEvent {
  at: Date;
  actor: Actor;
  kind: AuditKind;
  about: string;
  detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** An event as it stands in the record. */
export interface AuditEntry {
  seq: number;
  at: Date;
  actor: string;
  kind: string;
  about: string;
  /** JSON, as it was hashed. */
  detail: string;
  previous: string;
  hash: string;
}

/** How far the record went and what it ended with, kept elsewhere: it shows a cut or a rewrite. */
export interface Anchor {
  seq: number;
  hash: string;
}

/** A place where the record is not what was written, in words. */
export interface AuditFault {
  seq: number;
  what: string;
}

/** What the first entry follows. */
const beginning = '0'.repeat(64);

/**
 * Puts an event on record. Call it last in the transaction of what it records: from here to the
 * end of it, every other instance waits for its turn.
 */
export async function appendAudit(db: Database, event: AuditEvent): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('throughline audit'))`);
    const [last] = await tx
      .select({ seq: audit.seq, hash: audit.hash })
      .from(audit)
      .orderBy(desc(audit.seq))
      .limit(1);
    const entry = {
      seq: (last?.seq ?? 0) + 1,
      at: event.at,
      actor: typeof event.actor === 'string' ? event.actor : `person ${event.actor.person}`,
      kind: event.kind,
      about: event.about,
      detail: JSON.stringify(event.detail ?? {}),
      previous: last?.hash ?? beginning,
    };
    await tx.insert(audit).values({ ...entry, hash: auditHash(entry) });
  });
}

/** The whole record in order, read a piece at a time. */
export async function* listAudit(db: Database): AsyncGenerator<AuditEntry> {
  const piece = 1000;
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const entries: AuditEntry[] = await db
      .select({
        seq: audit.seq,
        at: audit.at,
        actor: audit.actor,
        kind: audit.kind,
        about: audit.about,
        detail: audit.detail,
        previous: audit.previous,
        hash: audit.hash,
      })
      .from(audit)
      .where(after === Number.MIN_SAFE_INTEGER ? undefined : gt(audit.seq, after))
      .orderBy(asc(audit.seq))
      .limit(piece);
    yield* entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < piece) return;
    after = last.seq;
  }
}

/**
 * Follows the chain from its beginning and lists every place where it breaks, and every anchor that
 * it does not pass through. `last` is what to keep elsewhere as the next anchor.
 */
export async function verifyAudit(
  entries: AsyncIterable<AuditEntry> | Iterable<AuditEntry>,
  anchors: readonly Anchor[],
): Promise<{ faults: AuditFault[]; last: Anchor | undefined }> {
  const faults: AuditFault[] = [];
  const toPass = new Map<number, string[]>();
  for (const { seq, hash } of anchors) toPass.set(seq, [...(toPass.get(seq) ?? []), hash]);
  let last: Anchor = { seq: 0, hash: beginning };

  for await (const entry of entries) {
    const fault = faultOf(entry, last);
    if (fault !== undefined) faults.push({ seq: entry.seq, what: fault });
    if (toPass.get(entry.seq)?.some((hash) => hash !== entry.hash)) {
      faults.push({ seq: entry.seq, what: 'was another entry when the anchor was kept' });
    }
    toPass.delete(entry.seq);
    last = { seq: entry.seq, hash: entry.hash };
  }
  for (const seq of toPass.keys()) {
    faults.push({ seq, what: 'was here when the anchor was kept, and is gone' });
  }
  return { faults, last: last.seq === 0 ? undefined : last };
}

/** The hash of an entry: of everything in it, and with the one before of everything before it. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const { seq, at, actor, kind, about, detail, previous } = entry;
  const content = JSON.stringify([seq, at.toISOString(), actor, kind, about, detail, previous]);
  return createHash('sha256').update(content).digest('hex');
}

function faultOf(entry: AuditEntry, last: Anchor): string | undefined {
  if (auditHash(entry) !== entry.hash) return 'is not what was written';
  if (entry.seq !== last.seq + 1) return `comes after ${last.seq}: what was between is gone`;
  if (entry.previous !== last.hash) return `does not follow ${last.seq} as it stands`;
  return undefined;
}
