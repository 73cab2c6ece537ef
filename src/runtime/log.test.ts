// Nothing that may name a person gets into the log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { defineRefusals } from '../kernel/errors.js';
import { openLog } from './log.js';

const refuse = defineRefusals('log_test', {
  name_unknown: { kind: 'not_found', zh: '没有{name}', en: 'no {name}' },
});

function linesOf(write: (log: ReturnType<typeof openLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(openLog('info', { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a request leaves its method and path, and not what was searched for', () => {
  const [line] = linesOf((log) =>
    log.info(
      {
        req: {
          method: 'GET',
          url: '/api/v1/organisations?q=%E5%BC%A0%E4%B8%89#x',
          headers: { cookie: 'a' },
          socket: { remoteAddress: '10.0.0.1' },
        },
        res: { statusCode: 200, headers: {} },
      },
      'request',
    ),
  );
  assert.deepEqual(line?.['req'], { method: 'GET', path: '/api/v1/organisations' });
  assert.deepEqual(line?.['res'], { status: 200 });
  assert.equal(line?.['level'], 'info');
});

test('an error of the database leaves its code and not the values it repeats', () => {
  const error = new pg.DatabaseError('invalid input syntax for type date: "张三"', 60, 'error');
  Object.assign(error, {
    code: '22007',
    detail: 'Failing row contains (张三)',
    where: 'COPY t, line 3: "张三"',
    table: 'parties_name',
  });
  const text = JSON.stringify(linesOf((log) => log.error({ err: error }, 'failed')));
  assert.doesNotMatch(text, /张三/);
  assert.match(text, /22007/);
  assert.match(text, /parties_name/);
  assert.match(text, /log\.test/);
});

test('a refusal leaves its code only, also as the cause of another error', () => {
  const refusal = refuse.name_unknown({ name: '张三' });
  const text = JSON.stringify(
    linesOf((log) => {
      log.warn({ error: refusal }, 'refused');
      log.warn({ err: new Error('outer', { cause: refusal }) }, 'refused');
      log.error(refusal);
    }),
  );
  assert.doesNotMatch(text, /张三/);
  assert.equal(text.match(/log_test\.name_unknown/g)?.length, 3);
});

test('an ordinary error keeps its message', () => {
  const [line] = linesOf((log) =>
    log.error({ err: new TypeError('x is not a function') }, 'failed'),
  );
  assert.match(JSON.stringify(line), /x is not a function/);
});
