import type { WireEvent } from '@throughline/api/wire/event';

/** A message of a stream of server-sent events, as a browser reads it. */
interface Message {
  /** `message` where the stream does not say. */
  event: string;
  id: string;
  data: string;
}

/** Somebody who listens to a stream of events. */
export interface Ear {
  response: Response;
  /** The next message, or nothing when the stream has ended. */
  next(): Promise<Message | undefined>;
  /** The next thing that happened, past every beat. */
  happened(): Promise<WireEvent & { id: string }>;
  stop(): Promise<void>;
}

/** Reads a stream of events until it is stopped. */
export async function earOf(asked: Response | Promise<Response>): Promise<Ear> {
  const response = await asked;
  if (!response.ok || response.body === null) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const next = async (): Promise<Message | undefined> => {
    for (;;) {
      const end = rest.indexOf('\n\n');
      if (end >= 0) {
        const block = rest.slice(0, end);
        rest = rest.slice(end + 2);
        return messageOf(block);
      }
      const { done, value } = await reader.read();
      if (done) return undefined;
      rest += value;
    }
  };
  return {
    response,
    next,
    async happened() {
      for (;;) {
        const message = await next();
        if (message === undefined) throw new Error('The stream has ended');
        if (message.event !== 'message') continue;
        return { ...(JSON.parse(message.data) as WireEvent), id: message.id };
      }
    },
    stop: () => reader.cancel(),
  };
}

function messageOf(block: string): Message {
  const fields = new Map(
    block.split('\n').map((line): [string, string] => {
      const [name = '', ...rest] = line.split(': ');
      return [name, rest.join(': ')];
    }),
  );
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? '',
    data: fields.get('data') ?? '',
  };
}
