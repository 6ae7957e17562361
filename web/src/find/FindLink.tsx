import { type ComponentType, type MouseEvent, useEffect, useState } from 'react';
import { hrefOf, usePlace } from '../view.ts';
import { isSlashOn } from './slashKey.ts';

type Dialog = ComponentType<{ onClose: () => void }>;

/** The way to the find box: a link to its page that, with script, opens it here; so does the / key. */
export function FindLink({ className }: { className?: string | undefined }) {
  const { path, view } = usePlace();
  const [Dialog, setDialog] = useState<Dialog>();
  const href = hrefOf('/find', { asAt: view.asAt });

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || !isSlashOn()) return;
      event.preventDefault();
      void openDialog(href, setDialog);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [href]);

  const click = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    void openDialog(href, setDialog);
  };

  return (
    <>
      <a
        href={href}
        onClick={click}
        className={className}
        aria-current={path === '/find' ? 'page' : undefined}
      >
        Find
      </a>
      {Dialog && <Dialog onClose={() => setDialog(undefined)} />}
    </>
  );
}

/** The box comes when first asked for; should it not come, its page does the same. */
function openDialog(href: string, show: (dialog: () => Dialog) => void): Promise<void> {
  return import('./FindDialog.tsx').then(
    ({ FindDialog }) => show(() => FindDialog),
    () => location.assign(href),
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, dialog *'))
  );
}
