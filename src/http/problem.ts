// Problem documents (RFC 9457): one shape for every answer that is a no, in both languages.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sqlState } from '../kernel/database.js';
import { type Bilingual, Refusal, type RefusalKind } from '../kernel/errors.js';
import { preferredLanguage } from './language.js';
import { isParameterFault, parameterRefusal } from './parameter-fault.js';
import { refuse } from './refusals.js';

/** A problem document. `title` and `detail` are in the reader's language, `text` always in both. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Register code of the refusal, e.g. `disclosure.record_unknown`. */
  readonly code: string;
  readonly text: Bilingual;
  /** Instrument and article, where the refusal touches a right. */
  readonly basis?: string;
  /** Of a wrong query: which parameter, what it was, what it may be. */
  readonly parameter?: string;
  readonly value?: string;
  readonly limit?: string;
  /** Number of the request in the log. */
  readonly requestId: string;
}

/** The one map from kind of refusal to HTTP status. */
const statusOfKind: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
};

// Refusals of HTTP itself that have a status of their own.
const statusOfCode: Readonly<Record<string, number>> = {
  'http.method_not_allowed': 405,
  'http.request_too_large': 413,
  'http.file_too_large': 413,
  'http.content_encoded': 415,
  'http.media_type_unknown': 415,
  'http.too_many_requests': 429,
  'access.wait': 429,
  // The draft on the Idempotency-Key header: 422 for a key that stands for something else.
  'batch.key_taken': 422,
  'http.fault': 500,
};

const titles: Readonly<Record<number, Bilingual>> = {
  400: { zh: '请求不合要求', en: 'The request does not fit' },
  401: { zh: '需要先登录', en: 'Sign in first' },
  403: { zh: '没有这项权限', en: 'Not yours to do' },
  404: { zh: '没有找到', en: 'Not found' },
  405: { zh: '此地址不接受这种方法', en: 'The address does not take this method' },
  409: { zh: '现在不能这样做', en: 'Not possible now' },
  413: { zh: '请求过大', en: 'The request is too large' },
  415: { zh: '不接受这种内容', en: 'The content is of a type that is not taken' },
  422: { zh: '与先前的请求不一致', en: 'Not what was sent under this key before' },
  429: { zh: '请求过于频繁', en: 'Too many requests' },
  500: { zh: '平台出了差错', en: 'Something went wrong here' },
  503: { zh: '暂时不能提供', en: 'Not available just now' },
};

/** What anything thrown means to the one who asked: a refusal stays itself, a fault says nothing of its inside. */
export function refusalOf(error: unknown, requestId: string): Refusal {
  if (error instanceof Refusal) return error;
  if (isParameterFault(error)) return parameterRefusal(error);
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  if (statusCode === 413 || statusCode === 431) return refuse.request_too_large();
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return refuse.media_type_unknown({ value: mediaTypeIn(error) });
  }
  if (code === 'FST_ERR_BAD_URL' || code === 'FST_ERR_ASYNC_CONSTRAINT') {
    return refuse.address_malformed();
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return refuse.request_unreadable();
  }
  return isStorageLoss(error) ? refuse.storage_unavailable() : refuse.fault({ request: requestId });
}

// Fastify puts the type at the end of its message.
function mediaTypeIn(error: unknown): string {
  const { message } = error as Error;
  return message
    .slice(message.lastIndexOf(':') + 1)
    .trim()
    .slice(0, 60);
}

const socketErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);

// Connection lost (class 08), server shutting down (57P), too many connections (53).
function isStorageLoss(error: unknown): boolean {
  const code = sqlState(error) ?? '';
  return socketErrors.has(code) || /^(08|53|57P)/.test(code);
}

/** HTTP status of a refusal. */
export function statusOf(refusal: Refusal): number {
  return statusOfCode[refusal.code] ?? statusOfKind[refusal.kind];
}

/** The problem document of a refusal. */
export function problemOf(
  refusal: Refusal,
  request: { readonly id: string; readonly acceptLanguage: string | undefined },
): Problem {
  const status = statusOf(refusal);
  const language = preferredLanguage(request.acceptLanguage);
  const { parameter, value, limit } = refusal.values;
  return {
    type: `urn:xinheng:problem:${refusal.code}`,
    title: (titles[status] as Bilingual)[language],
    status,
    detail: refusal.text[language],
    code: refusal.code,
    text: refusal.text,
    ...(refusal.basis !== undefined && { basis: refusal.basis }),
    ...(parameter !== undefined && { parameter: String(parameter) }),
    ...(parameter !== undefined && value !== undefined && { value: String(value) }),
    ...(parameter !== undefined && limit !== undefined && { limit: String(limit) }),
    requestId: request.id,
  };
}

/** Answers with the problem document of whatever was thrown; faults are logged. */
export function answerProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = refusalOf(error, request.id);
  if (statusOf(refusal) >= 500) request.log.error({ err: error }, 'request failed');
  const acceptLanguage = request.headers['accept-language'];
  const problem = problemOf(refusal, { id: request.id, acceptLanguage });
  if (problem.status === 503) reply.header('retry-after', '5');
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', preferredLanguage(acceptLanguage) === 'zh' ? 'zh-CN' : 'en')
    .header('vary', 'accept-language')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}
