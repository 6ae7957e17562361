import { createRoute, z } from '@hono/zod-openapi';
import type { Heard, ToldEvent } from '@throughline/db';
import type { Context } from 'hono';
import { allow } from '../access.ts';
import { answers, commaList, router } from '../ask.ts';
import { countingsOf } from '../channels.ts';
import type { Deps } from '../deps.ts';
import { type Events, heardText, readHeard } from '../events.ts';
import { refusal } from '../problem.ts';
import { sourceOf } from '../source.ts';
import { eventList, type WireEvent } from '../wire/event.ts';

const hear = createRoute({
  method: 'get',
  path: '/',
  middleware: allow('read'),
  summary: 'What happened since one last heard: a stream of server-sent events, or one reply',
  request: {
    query: z.strictObject({
      channels: commaList.default(['record']),
      after: z.string().max(1000).optional(),
    }),
  },
  responses: {
    ...answers(eventList, 'The events, by ids; with `Accept: text/event-stream` as they happen'),
    429: { description: 'Too many streams are open from one place: ask without one' },
  },
});

/** So many streams may be open from one address, where a whole building may be, and in all. */
const mostFromOneSource = 600;
const mostOfAll = 5000;

/** At most so many channels in one stream. */
const mostChannels = 8;

/** What open pages are told as it happens. Anyone may hear what is public. */
export function eventRoutes(deps: Deps, events: Events) {
  const open = new Map<string, number>();
  let openInAll = 0;

  return router().openapi(hear, async (c) => {
    const { channels, after } = c.req.valid('query');
    if (channels.length > mostChannels) {
      throw refusal(400, `channels: Give at most ${mostChannels}`);
    }
    const countings = await allowed(c, channels);
    const heard = readHeard(
      c.req.header('last-event-id') ?? after ?? '',
      await events.now(countings),
    );
    if (!c.req.header('accept')?.includes('text/event-stream')) {
      const found = await events.after(heard);
      const reply = { after: heardText(advanced(heard, found)), events: found.map(toWire) };
      return c.json(reply, 200, { 'Cache-Control': 'no-store' });
    }

    const close = admit(sourceOf(c, deps.signIn.proxies));
    return c.body(streamOf(messages(c, channels, heard), close), 200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // A proxy that gathers a reply before it passes it on would hold every event back.
      'X-Accel-Buffering': 'no',
    });
  });

  async function allowed(c: Context, channels: readonly string[]) {
    const found = [];
    for (const channel of new Set(channels)) {
      const countings = await countingsOf(c, channel, deps);
      // The same words whether it is not there or not for this reader.
      if (countings.length === 0) throw refusal(404, `There is no channel “${channel}” to hear`);
      found.push(...countings);
    }
    return found;
  }

  /** Counts a stream in, or refuses it; gives back how it is counted out. */
  function admit(source: string): () => void {
    const here = open.get(source) ?? 0;
    if (here >= mostFromOneSource || openInAll >= mostOfAll) {
      throw refusal(
        429,
        'Too many pages listen from here. Ask without a stream, every few seconds',
      );
    }
    open.set(source, here + 1);
    openInAll += 1;
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      openInAll -= 1;
      const left = (open.get(source) ?? 1) - 1;
      if (left === 0) open.delete(source);
      else open.set(source, left);
    };
  }

  async function* messages(c: Context, channels: readonly string[], from: readonly Heard[]) {
    let heard = from;
    yield `retry: 1000\n${message('ready', heard)}`;
    for await (const event of events.follow(heard)) {
      const isDue = typeof event === 'string' || event.visibility === 'private';
      if (isDue && !(await stillAllowed(c, channels, heard))) return;
      if (event === 'rights') continue;
      if (event === 'beat') {
        yield message('beat', heard);
        continue;
      }
      heard = advanced(heard, [event]);
      yield message(undefined, heard, toWire(event));
    }
  }

  async function stillAllowed(c: Context, channels: readonly string[], heard: readonly Heard[]) {
    for (const channel of new Set(channels)) {
      const wanted = heard.filter((one) => one.channel === channel);
      const countings = await countingsOf(c, channel, deps);
      if (countings.length !== wanted.length) return false;
    }
    return true;
  }
}

function message(kind: string | undefined, heard: readonly Heard[], content: object = {}): string {
  const lines = [`id: ${heardText(heard)}`, `data: ${JSON.stringify(content)}`];
  return `${[...(kind ? [`event: ${kind}`] : []), ...lines].join('\n')}\n\n`;
}

function advanced(heard: readonly Heard[], events: readonly ToldEvent[]): Heard[] {
  return heard.map((one) => {
    const last = events.findLast(
      ({ channel, visibility }) => channel === one.channel && visibility === one.visibility,
    );
    return last ? { ...one, number: last.number } : one;
  });
}

function toWire({ channel, visibility, kind, about, at }: ToldEvent): WireEvent {
  const ids = Object.entries(about).map(([name, id]) => [
    name,
    typeof id === 'object' ? [...id] : id,
  ]);
  return { channel, visibility, kind, about: Object.fromEntries(ids), at: at.toISOString() };
}

/** Text as a body that is sent as it comes, and given up when its reader goes. */
function streamOf(parts: AsyncGenerator<string>, close: () => void): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await parts.next();
        if (!done) return controller.enqueue(encoder.encode(value));
      } catch {
        // Whoever listens comes back by itself and goes on from what it heard.
      }
      close();
      controller.close();
    },
    cancel() {
      close();
      void parts.return(undefined);
    },
  });
}
