import type { Role } from '@throughline/domain/access';

/** Every kind of page, and what must be read on it before any script runs. */
export const publicScreens: { path: string; says: RegExp[]; status?: number }[] = [
  { path: '/', says: [/720/, /9\.5/, /Social worker vacancies/] },
  { path: '/?as-at=2023-11-23', says: [/74/, /As the Board knew it on 23 November 2023/] },
  {
    path: '/metrics/children-in-residential-homes',
    says: [/67/, /74/, /76/, /59/, /69/, /67 \+ 9/],
  },
  { path: '/metrics/social-worker-vacancies?view=table', says: [/52/, /22\.5/, /13/] },
  { path: '/metrics/retention-rate', says: [/58%/, /as printed/] },
  { path: '/meetings', says: [/28 November 2024/, /23 November 2023/] },
  { path: '/meetings/2024-11-28', says: [/28 November 2024/, /22\.5/] },
  { path: '/meetings/2023-11-23', says: [/23 November 2023/, /74/] },
  {
    path: '/meetings/2023-11-23/brief',
    says: [/True as at 23 November 2023/, /74/, /Asked and not answered/],
  },
  { path: '/requests', says: [/sickness/i] },
  { path: '/documents', says: [/28 November 2024/] },
  { path: '/documents/workforce-note-2024-11-28', says: [/22\.5/, /paragraph 9\.4/] },
  { path: '/work-programme', says: [/16 January 2025/, /Considered on 23 November 2023/] },
  { path: '/requests/answered', says: [/answered/i] },
  { path: '/find', says: [/Find/] },
  { path: '/screen', says: [/code/i] },
  { path: '/sign-in', says: [/Sign in/] },
  { path: '/accessibility', says: [/Web Content Accessibility Guidelines/] },
  { path: '/discrepancies', says: [/28/, /29/] },
  { path: '/glossary', says: [/agency/i] },
  { path: '/api', says: [/\/api\/v1\/figures\.csv/] },
  { path: '/metrics/no-such-metric', says: [/not found|no such|There is no/i], status: 404 },
  { path: '/no/such/page', says: [/not found|no such|There is no/i], status: 404 },
];

/** Every page for those signed in, who comes to it, and what is on it. */
export const signedScreens: { path: string; role: Role; says: RegExp }[] = [
  { path: '/account', role: 'officer', says: /Where you are signed in/ },
  { path: '/people', role: 'administrator', says: /Add a person/ },
  { path: '/import', role: 'officer', says: /The day it was published/ },
  { path: '/returns', role: 'officer', says: /Quarter 3, 2024\/25/ },
  { path: '/returns/FY2024-Q3', role: 'officer', says: /0 of 22 figures entered/ },
  { path: '/returns/FY2024-Q3/paste', role: 'officer', says: /A template to fill in/ },
  { path: '/approvals', role: 'approver', says: /Nothing waits for you/ },
  { path: '/approvals/FY2024-Q3', role: 'approver', says: /What becomes public/ },
  { path: '/metrics/children-in-care/correct', role: 'clerk', says: /Put a figure right/ },
  { path: '/papers', role: 'clerk', says: /Add a meeting/ },
  { path: '/papers/2025-01-16', role: 'clerk', says: /Add an item/ },
  { path: '/present/2024-11-28', role: 'chair', says: /Open the presentation/ },
  { path: '/meetings/2024-11-28/brief/private', role: 'member', says: /Private brief for/ },
  { path: '/notes', role: 'member', says: /Your notes and questions/ },
  { path: '/record/2024-11-28', role: 'clerk', says: /Record what it asked for/ },
  { path: '/decisions/request/2016-09-15-18-a', role: 'clerk', says: /Record it anew/ },
  { path: '/registry', role: 'administrator', says: /Propose a new metric/ },
  { path: '/registry/agency-cover', role: 'administrator', says: /In force now/ },
];

/** The pages that are looked at in `presenting.test.ts`, where a presentation is open. */
export const inTheRoom = ['/screen/:code'];
