import { readFileSync } from 'node:fs';
import { type Answer, disclose, malformed } from '@throughline/domain/disclosure/disclose';
import { Undecided } from '@throughline/domain/disclosure/ranges';
import { type Reading, readQuestion } from '@throughline/domain/disclosure/table';

// pnpm disclose FILE, or - for standard input. The answer is all that standard output has.
const [file] = process.argv.slice(2);
const { answer, status } = answered(file);
process.stdout.write(`${JSON.stringify(answer)}\n`);
process.exitCode = status;

/** 0 safe; 1 unsafe, undecided, or no safe pattern; 2 a question that is not well formed. */
function answered(path: string | undefined): { answer: Answer; status: 0 | 1 | 2 } {
  const reading = read(path);
  if (!reading.ok) return { answer: malformed(reading.reasons), status: 2 };
  try {
    const answer = disclose(reading.question);
    return { answer, status: answer.safe ? 0 : 1 };
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    return { answer: malformed([`${error.message}. Publish none of it.`]), status: 1 };
  }
}

function read(path: string | undefined): Reading {
  if (path === undefined) return { ok: false, reasons: ['Name a file, or - for standard input.'] };
  let text: string;
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8');
  } catch {
    return { ok: false, reasons: ['The file cannot be read.'] };
  }
  let question: unknown;
  try {
    // Some editors begin a file with a byte-order mark, which JSON does not allow.
    question = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, reasons: ['The question is not JSON.'] };
  }
  return readQuestion(question);
}
