// How a route declares its answers: the good one, and the problem documents it may give instead.
import type { TSchema } from 'typebox';

const problems: Readonly<Record<number, string>> = {
  400: 'A parameter does not fit; `parameter`, `value` and `limit` say which and why',
  401: 'Sign in first, or prove again who you are',
  403: 'Your roles do not allow it; docs/permissions.md says who may',
  404: 'There is no such thing, or the public may not see it: the answer does not tell which',
  409: 'It cannot be done as things stand',
  413: 'The file is too large',
  415: 'The content is of a type that is not taken',
  422: 'The key stands for another request',
  500: 'A fault of the platform; it is logged under `requestId`',
  503: 'Not available just now; try again after `Retry-After` seconds',
};
// An unknown parameter is refused everywhere; anything can fail by a fault or for want of the database.
const always = [400, 500, 503];

/** A media type with its schema. */
export interface AnswerForm {
  readonly description: string;
  readonly schema: TSchema;
  /** `application/json` where nothing else is said. */
  readonly type?: string;
}

/** Statuses of routes that are not for everybody. */
const guarded = [401, 403];

/** The responses of a route that writes: by status, and the problem documents besides. */
export function writes(
  forms: Readonly<Record<number, Omit<AnswerForm, 'type'>>>,
  more: readonly number[] = [],
): Record<string, object> {
  const responses: Record<string, object> = {};
  for (const [status, { description, schema }] of Object.entries(forms)) {
    responses[status] = { description, content: { 'application/json': { schema } } };
  }
  return { ...responses, ...refusals([...guarded, 404, 409, ...more]) };
}

/** The responses of a route that reads what is not public. */
export function guardedAnswers(form: AnswerForm, more: readonly number[] = []) {
  return answers(form, [...guarded, ...more]);
}

/** The responses of a route: 200 in its form, 304, problem documents for what is always possible and for more. */
export function answers(form: AnswerForm, more: readonly number[] = []): Record<string, object> {
  const { description, schema, type = 'application/json' } = form;
  const responses: Record<string, object> = {
    200: { description, content: { [type]: { schema } } },
    304: { description: 'Unchanged since the answer whose ETag was given', type: 'null' },
  };
  return { ...responses, ...refusals(more) };
}

/** The responses of a route that does something and has nothing to say: 204, and problem documents. */
export function done(more: readonly number[] = []): Record<string, object> {
  return { 204: { description: 'Done', type: 'null' }, ...refusals(more) };
}

function refusals(more: readonly number[]): Record<string, object> {
  const statuses = [...always, ...more];
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: problems[status],
        content: { 'application/problem+json': { schema: { $ref: 'Problem#' } } },
      },
    ]),
  );
}
