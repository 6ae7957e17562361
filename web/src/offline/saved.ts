import { instantLabel } from '../signIn/instantLabel.ts';

/** What a page tells the worker, and what it is told. */
export type ToWorker =
  /** This page is being read, with these files: keep it. */
  { see: string; assets: string[] } | 'catch up';
export type ToPage = { saved: string };

/** The class of the line that says a page is a saved one. It is styled in base.css. */
export const noticeClass = 'saved-notice';

/** "Saved on 28 November 2024 at 18:04; no connection." `saved` is an instant as ISO 8601. */
export function savedWords(saved: string): string {
  return `Saved on ${instantLabel(saved)}; no connection.`;
}
