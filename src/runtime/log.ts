// The log: lines of JSON on standard error, without anything that may name a person.
import { type DestinationStream, destination, type LogFn, type Logger, pino } from 'pino';
import { Refusal } from '../kernel/errors.js';
import type { LogLevel } from './configuration.js';

/** Where the log goes when nothing else is said: standard error, so that answers on standard output stay clean. */
const standardError = 2;

/**
 * Opens the log. What is logged of a request is its method and path: no query, for what is searched for may
 * be a name; no address, no headers, no bodies. Of an error, nothing that repeats a stored or given value.
 */
export function openLog(
  level: LogLevel,
  stream: DestinationStream = destination({ fd: standardError, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { logMethod: keepMessagesOut },
      serializers: {
        req: describeRequest,
        res: describeReply,
        err: describeError,
        error: describeError,
      },
    },
    stream,
  );
}

// Without words of the caller pino would take those of the error.
function keepMessagesOut(
  this: Logger,
  given: Parameters<LogFn>,
  write: (...values: unknown[]) => void,
): void {
  const [first, ...rest] = given as unknown[];
  const fields = first instanceof Error ? { err: first } : first;
  const isSilent = typeof fields === 'object' && fields !== null && 'err' in fields && !rest.length;
  write.apply(this, isSilent ? [fields, 'error'] : [fields, ...rest]);
}

function describeRequest(request: unknown): object {
  const { method, url } = request as { method?: string; url?: string };
  return { method, path: url?.split(/[?#]/, 1)[0] };
}

function describeReply(reply: unknown): object {
  return { status: (reply as { statusCode?: number }).statusCode };
}

/** What may be kept of an error. Messages of the database about values, and refusals, repeat what was given. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  if (error instanceof Refusal) return { type: error.name, code: error.code };
  const { code, table, constraint, cause } = error as Error & Record<string, unknown>;
  const isSilent = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  return {
    type: error.name,
    ...(code !== undefined && { code }),
    ...(table !== undefined && { table }),
    ...(constraint !== undefined && { constraint }),
    ...(!isSilent && { message: error.message }),
    stack: framesOf(error),
    ...(cause !== undefined && { cause: describeError(cause) }),
  };
}

// The first lines of a stack repeat the message.
function framesOf(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
