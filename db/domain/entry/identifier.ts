/** The numbers that name one person, which no entry may hold. */
export type Identifier = 'unique pupil number' | 'NHS number';

/**
 * The kind of personal number that text seems to hold, or nothing. A unique pupil number is a
 * letter, eleven digits and a digit or, in a temporary one, a letter. An NHS number has ten digits:
 * written 3 3 4 it is one whatever its check digit says, in one run only when the check digit fits,
 * so that large amounts are left alone.
 */
export function identifierIn(text: string): Identifier | undefined {
  const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
  if (/(?<![\p{L}\d])[A-Z](?:[ -]?\d){11}[ -]?[\dA-Z](?![\p{L}\d])/iu.test(plain)) {
    return 'unique pupil number';
  }
  // A comma before or after is a grouped amount, £1,234,567,890.
  for (const [digits] of plain.matchAll(/(?<![\d,.£])\d{3}([ -]?)\d{3}\1\d{4}(?![\d,]|\.\d)/g)) {
    if (digits.length > 10 || hasCheckDigit(digits)) return 'NHS number';
  }
  return undefined;
}

/** Modulus 11, as the NHS Data Dictionary gives it: weights 10 down to 2, the last digit the check. */
function hasCheckDigit(digits: string): boolean {
  const sum = [...digits.slice(0, 9)].reduce(
    (total, digit, at) => total + Number(digit) * (10 - at),
    0,
  );
  return (11 - (sum % 11)) % 11 === Number(digits.slice(9));
}
