import type { ReturnChanges, ReturnPage, WireBox, WireContent } from '@throughline/api/wire/return';
import { isBlank } from './boxText.ts';
import { change, pathOf, Refused } from './change.ts';
import { type Draft, keep, kept } from './kept.ts';

/** How the typing stands with the server. */
type Saving =
  | { kind: 'nothing' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: Date }
  | { kind: 'unreachable' }
  | { kind: 'refused'; status: number; why: string };

/** A return while it is filled in. Each change makes a new one. */
export interface Filled {
  page: ReturnPage;
  /** What was typed and is not yet acknowledged. */
  drafts: ReadonlyMap<number, Draft>;
  /** What somebody else saved in a box that was typed in here as well. */
  clashes: ReadonlyMap<number, WireBox>;
  saving: Saving;
}

interface Edit {
  position: number;
  before: WireContent;
  after: WireContent;
}

/** Saved this long after the first keystroke that is not saved, in milliseconds. */
const pause = 500;
const retryAfter = 3_000;

/**
 * Fills in a return as somebody types: each box is saved within a second over the revision it was
 * typed on, and kept in the browser until the server has said that it has it.
 */
export class Filling {
  private filled: Filled;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private readonly done: Edit[] = [];
  private readonly undone: Edit[] = [];
  private readonly key: string;

  constructor(page: ReturnPage, person: string) {
    this.key = `return ${page.id} ${person}`;
    this.filled = { page, drafts: new Map(), clashes: new Map(), saving: { kind: 'nothing' } };
  }

  readonly look = (): Filled => this.filled;

  readonly subscribe = (told: () => void): (() => void) => {
    this.listeners.add(told);
    return () => this.listeners.delete(told);
  };

  /** Takes up what an earlier visit left unsaved. */
  takeUp(): void {
    const drafts = new Map(this.filled.drafts);
    const clashes = new Map(this.filled.clashes);
    for (const [position, draft] of kept(this.key)) {
      const box = this.boxAt(position);
      if (box === undefined || isEqual(box.content, draft.content)) continue;
      drafts.set(position, draft);
      if (box.revision !== draft.revision) clashes.set(position, box);
    }
    this.set({ drafts, clashes });
    this.schedule(0);
  }

  contentOf(position: number): WireContent | undefined {
    return contentIn(this.filled, position);
  }

  /** Somebody typed in a box. What is typed in one go in one part of it is undone in one go. */
  edit(position: number, after: WireContent): void {
    const before = this.contentOf(position);
    if (before === undefined || isEqual(before, after)) return;
    const last = this.done.at(-1);
    if (last?.position === position && isSamePart(last, { position, before, after })) {
      last.after = after;
    } else {
      this.done.push({ position, before, after });
    }
    this.undone.length = 0;
    this.put(position, after);
  }

  /** What the page itself says of a box beside its figure; undoing what was typed leaves it. */
  amend(position: number, content: WireContent): void {
    this.put(position, content);
  }

  /** Ends what is undone in one go. */
  pauseUndo(): void {
    const last = this.done.at(-1);
    if (last && isEqual(last.before, last.after)) this.done.pop();
    else if (last) this.done.push({ ...last, before: last.after });
  }

  /** Takes the last edit back; returns its box. */
  undo(): number | undefined {
    return this.step(this.done, this.undone, 'before');
  }

  redo(): number | undefined {
    return this.step(this.undone, this.done, 'after');
  }

  /** Gives a clash its end: theirs stands, or one's own is saved over it. */
  settle(position: number, whose: 'theirs' | 'mine'): void {
    const theirs = this.filled.clashes.get(position);
    const mine = this.filled.drafts.get(position);
    if (theirs === undefined) return;
    const clashes = without(this.filled.clashes, position);
    const drafts = without(this.filled.drafts, position);
    if (whose === 'mine' && mine) {
      drafts.set(position, { content: mine.content, revision: theirs.revision });
    }
    this.set({ clashes, drafts, page: withBoxes(this.filled.page, [theirs]) });
    keep(this.key, drafts);
    this.schedule(0);
  }

  /** Saves all that is typed now; settles when nothing can be saved any more. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.running ??= this.saveAll().finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  /** Asks what others have saved since. */
  async poll(): Promise<void> {
    const { page } = this.filled;
    if (this.running || page.state !== 'draft') return;
    const path = `/api/v1/returns/${encodeURIComponent(page.id)}/changes?since=${page.changes}`;
    const response = await fetch(path).catch(() => undefined);
    if (response?.ok && !this.running) this.take((await response.json()) as ReturnChanges);
  }

  /** The return as it stands after a step. */
  become(page: ReturnPage): void {
    this.set({ page });
  }

  private step(from: Edit[], to: Edit[], which: 'before' | 'after'): number | undefined {
    let edit = from.pop();
    while (edit && isEqual(edit.before, edit.after)) edit = from.pop();
    if (edit === undefined) return undefined;
    to.push(edit);
    this.put(edit.position, edit[which]);
    return edit.position;
  }

  private put(position: number, content: WireContent): void {
    const box = this.boxAt(position);
    if (box === undefined) return;
    const revision = this.filled.drafts.get(position)?.revision ?? box.revision;
    const drafts = new Map(this.filled.drafts).set(position, { content, revision });
    this.set({ drafts });
    keep(this.key, drafts);
    this.schedule(pause);
  }

  private schedule(wait: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.flush();
    }, wait);
  }

  private async saveAll(): Promise<void> {
    for (;;) {
      const open = [...this.filled.drafts].filter(([at]) => !this.filled.clashes.has(at));
      if (open.length === 0) return;
      this.set({ saving: { kind: 'saving' } });
      const isSaved = await this.save(open);
      if (!isSaved) return;
    }
  }

  /** Sends boxes; whether it may go on. */
  private async save(open: readonly [number, Draft][]): Promise<boolean> {
    try {
      this.take(await this.send(open), open);
      this.set({ saving: { kind: 'saved', at: new Date() } });
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.status === 412) {
        this.clash(error.current);
        return true;
      }
      if (error.status === 0 || error.status >= 500) {
        this.set({ saving: { kind: 'unreachable' } });
        setTimeout(() => this.schedule(0), retryAfter);
        return false;
      }
      this.set({ saving: { kind: 'refused', status: error.status, why: error.message } });
      return false;
    }
  }

  /** Others have saved boxes since; one that holds the very same is no clash. */
  private clash(boxes: readonly WireBox[]): void {
    const clashes = new Map(this.filled.clashes);
    const drafts = new Map(this.filled.drafts);
    const same: WireBox[] = [];
    for (const box of boxes) {
      const mine = drafts.get(box.position);
      if (mine && !isEqual(mine.content, box.content)) clashes.set(box.position, box);
      else {
        drafts.delete(box.position);
        same.push(box);
      }
    }
    const page = withBoxes(this.filled.page, same);
    this.set({ page, clashes, drafts, saving: { kind: 'nothing' } });
    keep(this.key, drafts);
  }

  private send(open: readonly [number, Draft][]): Promise<ReturnChanges> {
    const path = pathOf(this.filled.page);
    const [only, ...more] = open;
    if (only && more.length === 0) {
      const [position, { content, revision }] = only;
      return change('PUT', `${path}/boxes/${position}`, content, `"${revision}"`);
    }
    const boxes = open.map(([position, draft]) => ({ position, ...draft }));
    return change('POST', `${path}/boxes`, { boxes });
  }

  /** Takes what the server says of the boxes; what was typed since stays. */
  private take(reply: ReturnChanges, sent: readonly [number, Draft][] = []): void {
    const drafts = new Map(this.filled.drafts);
    const clashes = new Map(this.filled.clashes);
    for (const [position, { content }] of sent) {
      const now = drafts.get(position);
      const box = reply.boxes.find((each) => each.position === position);
      if (now === undefined || isEqual(now.content, content)) drafts.delete(position);
      else if (box) drafts.set(position, { content: now.content, revision: box.revision });
    }
    for (const box of reply.boxes) {
      const mine = drafts.get(box.position);
      if (mine === undefined || mine.revision === box.revision) continue;
      if (isEqual(mine.content, box.content)) {
        drafts.delete(box.position);
        clashes.delete(box.position);
      } else clashes.set(box.position, box);
    }
    const { changes, state, findings, obstacles, judged } = reply;
    const page = withBoxes({ ...this.filled.page, changes, state, findings, obstacles }, [
      ...reply.boxes.filter(({ position }) => !clashes.has(position)),
    ]);
    const boxes = page.boxes.map((box) => {
      const said = judged.find(({ position }) => position === box.position);
      // What is not said of it any more must not stay from before.
      return said ? { ...box, change: undefined, direction: undefined, ...said } : box;
    });
    this.set({ page: { ...page, boxes }, drafts, clashes });
    keep(this.key, drafts);
  }

  private boxAt(position: number): WireBox | undefined {
    return this.filled.page.boxes.find((box) => box.position === position);
  }

  private set(part: Partial<Filled>): void {
    this.filled = { ...this.filled, ...part };
    for (const told of this.listeners) told();
  }
}

/** What stands in a box, saved or not. */
export function contentIn({ page, drafts }: Filled, position: number): WireContent | undefined {
  return (
    drafts.get(position)?.content ?? page.boxes.find((box) => box.position === position)?.content
  );
}

/** How many of the boxes are filled in. */
export function filledCount(filled: Filled): number {
  return filled.page.boxes.filter(
    ({ position, content }) => !isBlank(filled.drafts.get(position)?.content ?? content),
  ).length;
}

function withBoxes(page: ReturnPage, boxes: readonly WireBox[]): ReturnPage {
  const now = new Map(boxes.map((box) => [box.position, box]));
  return { ...page, boxes: page.boxes.map((box) => now.get(box.position) ?? box) };
}

function without<T>(map: ReadonlyMap<number, T>, position: number): Map<number, T> {
  return new Map([...map].filter(([at]) => at !== position));
}

function isEqual(a: WireContent, b: WireContent): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(content: WireContent) {
  return Object.entries(content)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether two edits follow each other in the same part of a box. */
function isSamePart(last: Edit, next: Edit): boolean {
  if (isEqual(last.before, last.after)) return true;
  return changedPart(last) === changedPart(next);
}

function changedPart({ before, after }: Edit): string {
  const old = new Map(sorted(before).map(([part, value]) => [part, JSON.stringify(value)]));
  return sorted(after)
    .filter(([part, value]) => old.get(part) !== JSON.stringify(value))
    .map(([part]) => part)
    .join(' ');
}
