/** The paragraphs of Part 1 of Schedule 12A to the Local Government Act 1972. */
export const exemptParagraphs = ['1', '2', '3', '4', '5', '6', '7'] as const;
export type ExemptParagraph = (typeof exemptParagraphs)[number];

/** What forbids a confidential figure to be public: s.100A(3) of the same Act. */
export const forbidders = ['order', 'enactment', 'department'] as const;
export type Forbidder = (typeof forbidders)[number];

/**
 * Why a figure is private. Exempt: by a paragraph, where the public interest in that outweighs
 * disclosure, in words. Confidential: forbidden by a court's order, an enactment or a government
 * department, which is named; no resolution and no public-interest test releases it.
 */
export type PrivateGround =
  | { kind: 'exempt'; paragraph: ExemptParagraph; publicInterest: string }
  | { kind: 'confidential'; forbiddenBy: Forbidder; named: string };

/** What the public is told in place of a private figure: that it is one and by what, no more. */
export function privateNote(ground: PrivateGround): string {
  switch (ground.kind) {
    case 'exempt':
      return `Not public: exempt by paragraph ${ground.paragraph} of Schedule 12A to the Local Government Act 1972.`;
    case 'confidential':
      return `Not public: confidential by section 100A(3) of the Local Government Act 1972 (${forbidderWords[ground.forbiddenBy]}).`;
  }
}

const forbidderWords: Record<Forbidder, string> = {
  order: 'forbidden by the order of a court',
  enactment: 'forbidden by an enactment',
  department: 'forbidden by a government department',
};
