import type { FormEvent } from 'react';

/**
 * What a form does when it is sent. Not React's `action`: for that it writes an inline script into
 * the page, which our Content-Security-Policy forbids.
 */
export function onForm(act: (form: FormData) => void) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    act(new FormData(event.currentTarget));
  };
}
