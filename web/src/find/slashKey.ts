const name = 'find-key';

/** Whether the / key opens the find box: a reader may keep the key for a program of their own. */
export function isSlashOn(): boolean {
  return storage()?.getItem(name) !== 'off';
}

/** Keeps the reader's choice on this device. */
export function setSlash(isOn: boolean): void {
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
