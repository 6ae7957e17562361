import { useSettings } from '../settings.ts';
import { usePlace } from '../view.ts';

interface MistakeLinkProps {
  /** What is thought wrong: a figure in words, or the page. */
  about: string;
  children?: string;
  className?: string | undefined;
}

/** "Report a mistake", to the address in the settings. Nothing is kept, and without one no link. */
export function MistakeLink({ about, children = 'Report a mistake', className }: MistakeLinkProps) {
  const { mistakeAddress } = useSettings();
  const { path } = usePlace();
  if (mistakeAddress === undefined) return null;
  return (
    <a
      href={mistakeHref(mistakeAddress, about, path)}
      className={`screen-only ${className ?? ''}`}
      aria-label={`${children}: ${about}`}
    >
      {children}
    </a>
  );
}

function mistakeHref(address: string, about: string, path: string): string {
  if (/^https?:/.test(address)) return address;
  const subject = encodeURIComponent(`A mistake on Throughline: ${about}`);
  const body = encodeURIComponent(
    `Page: ${path}\nWhat: ${about}\n\nWhat is wrong, and how you know:\n`,
  );
  return `mailto:${address.replace(/^mailto:/, '')}?subject=${subject}&body=${body}`;
}
