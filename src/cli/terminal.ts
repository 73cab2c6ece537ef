// What a command says and where: answers to standard output, everything else to standard error.
import { type Bilingual, Refusal } from '../kernel/errors.js';
import { chooseLanguage, type Language } from './language.js';
import { type Alignment, printable, tableLines } from './output.js';
import { refuse } from './refusals.js';

/** 0: all is well. 1: rows were returned or held, or a check failed. 2: it could not be read or used. */
export type ExitCode = 0 | 1 | 2;

/** What was asked of every command alike. */
export interface TerminalSettings {
  readonly language: Language;
  readonly json: boolean;
  readonly verbose: boolean;
}

/**
 * Looks for the settings in the arguments before they are parsed, so that a wrong call is also answered in the
 * right language and form.
 */
export function readSettings(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): TerminalSettings {
  const end = words.indexOf('--');
  const options = end < 0 ? words : words.slice(0, end);
  const at = options.indexOf('--lang');
  const asked =
    at >= 0 ? options[at + 1] : options.find((word) => word.startsWith('--lang='))?.slice(7);
  return {
    language: chooseLanguage(asked, environment),
    json: options.includes('--json'),
    verbose: options.includes('--verbose'),
  };
}

/** The outside of a command. */
export class Terminal {
  readonly language: Language;
  readonly isJson: boolean;
  readonly #verbose: boolean;
  #isUnheard = false;

  constructor(settings: TerminalSettings) {
    this.language = settings.language;
    this.isJson = settings.json;
    this.#verbose = settings.verbose;
    for (const stream of [process.stdout, process.stderr]) {
      stream.on('error', (error: NodeJS.ErrnoException) => this.#unheard(error));
    }
  }

  // A reader that went away (`| head`) ends the talking, never the work.
  #unheard({ code = '' }: NodeJS.ErrnoException): void {
    if (code === 'EPIPE' || this.#isUnheard) return;
    this.#isUnheard = true;
    this.note(refuse.answer_not_written({ reason: code }).text);
    process.on('exit', () => {
      process.exitCode = 2;
    });
  }

  /** Whether somebody watches who would like to see progress. */
  get isWatched(): boolean {
    return !this.isJson && process.stderr.isTTY;
  }

  /** The text in the reader's language. */
  words(text: Bilingual): string {
    return text[this.language];
  }

  /** A line of the answer; nothing where JSON is wanted. */
  say(text: Bilingual | string = ''): void {
    if (this.isJson) return;
    const line = typeof text === 'string' ? text : this.words(text);
    process.stdout.write(`${printable(line)}\n`);
  }

  /** A table of the answer, indented by two; nothing where JSON is wanted. */
  table(rows: readonly (readonly string[])[], alignments: readonly Alignment[] = []): void {
    for (const line of tableLines(rows, alignments)) this.say(`  ${line}`);
  }

  /** The answer for programs; nothing where people read. */
  answer(value: unknown): void {
    if (this.isJson) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  /** The answer as it is, a document of its own. */
  document(text: string): void {
    process.stdout.write(text);
  }

  /** A remark beside the answer. */
  note(text: Bilingual | string): void {
    const line = typeof text === 'string' ? text : this.words(text);
    process.stderr.write(`${printable(line)}\n`);
  }

  /** Says why something was not done. Never a stack trace, unless it was asked for. */
  fail(error: unknown): void {
    const refusal = asRefusal(error);
    if (this.isJson) {
      const { code, kind, text, basis } = refusal;
      this.answer({ error: { code, kind, message: text, ...(basis && { basis }) } });
    }
    this.note(refusal.text);
    if (refusal.basis) this.note({ zh: `依据：${refusal.basis}`, en: `Basis: ${refusal.basis}` });
    if (this.#verbose) {
      const shown = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.note(`[${refusal.code}] ${shown}`);
    }
  }
}

const connectionFaults = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  '28P01',
  '28000',
  '3D000',
  '57P01',
  '57P03',
]);

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const { code, syscall } = (error ?? {}) as { code?: unknown; syscall?: unknown };
  if (typeof code === 'string' && (connectionFaults.has(code) || syscall === 'connect')) {
    return refuse.database_unreachable({ reason: reason === '' ? code : reason });
  }
  return refuse.unexpected({
    reason: reason === '' ? 'unknown' : (reason.split('\n')[0] as string),
  });
}
