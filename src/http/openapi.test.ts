// The OpenAPI document: whole, with no loose ends, and true to what is answered.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { apiTest } from '../../test/support/api.js';
import { penaltyRow } from '../../test/support/intake.js';

interface Media {
  readonly schema: object;
}
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly security?: readonly object[];
  readonly responses: Record<string, { description: string; content?: Record<string, Media> }>;
}
interface Document {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

const api = await apiTest();
const { batch, checkCode } = await api.handIn('administrative-penalty', [
  penaltyRow(1),
  penaltyRow(2),
]);
const document = (await api.app.inject('/api/v1/openapi.json')).json<Document>();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);
const ajv = new Ajv2020({
  strict: true,
  allowUnionTypes: true,
  strictTypes: false,
  formats: { 'date-time': true },
});
ajv.addVocabulary(['components', 'example']);
ajv.addSchema({ $id: 'openapi', components: document.components });
const schemaOf = (schema: object) =>
  ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"openapi#/components')),
  );

describe('the OpenAPI document', () => {
  test('is of version 3.1 and names the site', () => {
    assert.equal(document.openapi, '3.1.0');
    assert.equal(document.servers[0]?.url, 'https://credit.yunxi.example');
    assert.ok(document.info.title && document.info.version);
  });

  test('names each operation, with summary and a declared tag; who changes something is asked for', () => {
    const tags = new Set(document.tags.map((tag) => tag.name));
    assert.ok(operations.length >= 14);
    assert.equal(
      new Set(operations.map((one) => one.operation.operationId)).size,
      operations.length,
    );
    for (const { path, method, operation } of operations) {
      assert.ok(method === 'get' || operation.security, path);
      assert.ok(path.startsWith('/api/v1/'));
      assert.ok(operation.summary);
      assert.ok(operation.tags.every((tag) => tags.has(tag)) && operation.tags.length > 0);
    }
  });

  test('declares each part of a path, and problem documents for every no', () => {
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path');
      assert.deepEqual(
        declared.map((one) => one.name),
        inPath,
        path,
      );
      for (const [status, response] of Object.entries(operation.responses)) {
        assert.ok(response.description, `${path} ${status}`);
        if (Number(status) < 400) continue;
        assert.deepEqual(Object.keys(response.content ?? {}), ['application/problem+json']);
      }
      assert.ok(operation.responses['200'] ?? operation.responses['204'], path);
      const guarded = operation.security ? ['401', '403'] : [];
      for (const status of ['400', '500', '503', ...guarded])
        assert.ok(operation.responses[status], `${path} ${status}`);
    }
  });

  test('has schemas that compile, every reference resolved', () => {
    for (const name of Object.keys(document.components.schemas)) {
      assert.ok(ajv.getSchema(`openapi#/components/schemas/${name}`), name);
    }
    for (const { operation } of operations) {
      for (const response of Object.values(operation.responses)) {
        for (const media of Object.values(response.content ?? {})) schemaOf(media.schema);
      }
    }
  });

  test('opens to nobody who has not signed in what it says wants it', async () => {
    const closed = operations.filter(({ operation }) => operation.security);
    assert.ok(closed.length > 20);
    for (const { path, method } of closed) {
      const url = path.replace(/\{\w+\}/g, 'x');
      const answer = await api.app.inject({ method: method.toUpperCase() as 'GET', url });
      assert.equal(answer.statusCode, 401, `${method} ${path}`);
      assert.ok(ajv.getSchema('openapi#/components/schemas/Problem')?.(answer.json()), path);
    }
  });

  test('is true to what is answered', async () => {
    const [record] = (
      await api.app.inject(`/api/v1/organisations?q=${encodeURIComponent('云溪')}`)
    ).json().hits;
    const { records } = (
      await api.app.inject(`/api/v1/organisations/${record.uscc}/records`)
    ).json();
    const values: Record<string, string> = {
      uscc: record.uscc,
      record: records[0].recordId,
      batch,
      kind: 'administrative-penalty',
    };
    for (const { path, operation } of operations.filter((one) => !one.operation.security)) {
      const address = path.replace(/\{(\w+)\}/g, (_whole, name: string) => values[name] as string);
      const query = path.endsWith('/receipt')
        ? `?code=${checkCode}`
        : path.endsWith('/consistency')
          ? '?from=1'
          : '?q=%E4%BA%91%E6%BA%AA';
      const wantsQuery = operation.parameters?.some((one) => one.in === 'query' && one.required);
      const answer = await api.app.inject(
        address + (wantsQuery || path.endsWith('/receipt') ? query : ''),
      );
      assert.equal(answer.statusCode, 200, `${path}: ${answer.body}`);
      const [type, media] = Object.entries(operation.responses['200']?.content ?? {})[0] as [
        string,
        Media,
      ];
      assert.ok(String(answer.headers['content-type']).startsWith(type), path);
      const check = schemaOf(media.schema);
      const value: unknown = type.endsWith('json') ? answer.json() : answer.body;
      assert.ok(check(value), `${path}: ${JSON.stringify(check.errors)}`);
    }
    const problem = (await api.app.inject('/api/v1/records/x')).json();
    assert.ok(ajv.getSchema('openapi#/components/schemas/Problem')?.(problem));
  });
});
