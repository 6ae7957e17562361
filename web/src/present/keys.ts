/** What a key does in the remote. A clicker sends the arrows, or PgUp and PgDn, and often `b` or `.`. */
export type KeyAct =
  | 'next'
  | 'previous'
  | 'blank'
  | 'freeze'
  | 'larger'
  | 'zoom'
  | 'screen'
  | 'pointer on'
  | 'pointer back'
  | 'pointer off'
  | 'help';

/** The keys as the help lists them. */
export const keyList: readonly { keys: string; act: KeyAct; words: string }[] = [
  { keys: '→, Page Down or Space', act: 'next', words: 'the next figure' },
  { keys: '← or Page Up', act: 'previous', words: 'the figure before' },
  { keys: 'b or .', act: 'blank', words: 'blank the room’s screen, or show it again' },
  { keys: 'f', act: 'freeze', words: 'freeze what the room sees while you look on' },
  { keys: '+', act: 'larger', words: 'larger text' },
  { keys: 'z', act: 'zoom', words: 'only the newest figures, or all' },
  { keys: ']', act: 'pointer on', words: 'point at the next figure of the chart' },
  { keys: '[', act: 'pointer back', words: 'point at the figure before' },
  { keys: 'Esc', act: 'pointer off', words: 'point at nothing, or leave the clean screen' },
  { keys: 's', act: 'screen', words: 'make this window the clean screen, or the remote again' },
  { keys: '?', act: 'help', words: 'this help' },
];

const acts: Readonly<Record<string, KeyAct>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'previous',
  PageUp: 'previous',
  b: 'blank',
  '.': 'blank',
  f: 'freeze',
  '+': 'larger',
  '=': 'larger',
  z: 'zoom',
  ']': 'pointer on',
  '[': 'pointer back',
  Escape: 'pointer off',
  s: 'screen',
  '?': 'help',
};

/** What a press of a key asks for; nothing where somebody types, or presses a button by it. */
export function actOf(event: KeyboardEvent): KeyAct | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const { target } = event;
  const isTyping =
    target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null;
  if (isTyping) return undefined;
  const isPressed = target instanceof HTMLElement && target.closest('button, a, summary') !== null;
  if (isPressed && event.key === ' ') return undefined;
  return acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

const name = 'present-keys';

/** Whether the keys are on: somebody may need them for a program of their own. */
export function areKeysOn(): boolean {
  return storage()?.getItem(name) !== 'off';
}

/** Keeps the choice on this device. */
export function setKeys(isOn: boolean): void {
  if (isOn) storage()?.removeItem(name);
  else storage()?.setItem(name, 'off');
}

/** A browser may forbid storage altogether, and says so by throwing. */
function storage(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
