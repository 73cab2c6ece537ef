// The environment is read once, and all that is wrong with it is told together.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { Refusal } from '../kernel/errors.js';
import { readConfiguration } from './configuration.js';

test('without any setting the platform runs by itself', () => {
  assert.deepEqual(readConfiguration({ PATH: '/bin', PORT: ' ', DATABASE_URL: '' }), {
    host: '0.0.0.0',
    port: 8080,
    dataDirectory: resolve('.xinheng'),
    logKeyFile: resolve('.xinheng/keys/log.pem'),
    keyRingFile: resolve('.xinheng/secrets/keys.json'),
    encryption: 'aes',
    databaseUrl: undefined,
    migrateDatabaseUrl: undefined,
    logLevel: 'info',
    publicUrl: undefined,
    identityProvider: undefined,
    trustedProxies: [],
    demo: true,
    siteName: { zh: '信衡', en: 'Xinheng' },
  });
});

test('what is set is taken', () => {
  const read = readConfiguration({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: '/srv/xinheng',
    DATABASE_URL: 'postgres://xinheng_app@db/xinheng',
    MIGRATE_DATABASE_URL: 'postgresql://xinheng_owner@%2Frun%2Fpostgresql/xinheng',
    LOG_LEVEL: 'WARN',
    PUBLIC_URL: 'https://credit.example.gov.cn/',
    TRUSTED_PROXIES: '10.0.0.5, fd00::/8',
    SITE_NAME: '云州市',
  });
  assert.equal(read.port, 0);
  assert.equal(read.dataDirectory, '/srv/xinheng');
  assert.equal(read.logLevel, 'warn');
  assert.equal(read.publicUrl, 'https://credit.example.gov.cn');
  assert.deepEqual(read.trustedProxies, ['10.0.0.5', 'fd00::/8']);
  assert.deepEqual(read.siteName, { zh: '云州市', en: '云州市' });
});

test('the demo city fills the embedded database only, unless it is said otherwise', () => {
  const given = { DATABASE_URL: 'postgres://a@b/c' };
  assert.equal(readConfiguration(given).demo, false);
  assert.equal(readConfiguration({ ...given, DEMO: 'on' }).demo, true);
  assert.equal(readConfiguration({ DEMO: '0' }).demo, false);
  assert.equal(readConfiguration({ DEMO: 'FALSE' }).demo, false);
});

test('all faults are told together, in both languages, without a password', () => {
  const environment = {
    PORT: '80a',
    LOG_LEVEL: 'loud',
    DEMO: 'perhaps',
    TRUSTED_PROXIES: 'everybody',
    PUBLIC_URL: 'credit.example.gov.cn/path',
    DATABASE_URL: 'mysql://root:s3cret@db/x',
    MIGRATE_DATABASE_URL: 's3cret',
  };
  assert.throws(
    () => readConfiguration(environment),
    (error) => {
      assert.ok(error instanceof Refusal);
      assert.equal(error.code, 'runtime.configuration_faulty');
      for (const text of [error.text.zh, error.text.en]) {
        for (const name of Object.keys(environment))
          assert.match(text, new RegExp(`(- |in |)${name}`));
        assert.doesNotMatch(text, /s3cret|undefined/);
      }
      return true;
    },
  );
});

test('ports and addresses at their limits', () => {
  for (const PORT of ['65536', '-1', '8080.5', '1e3', '０']) {
    assert.throws(() => readConfiguration({ PORT }), Refusal, PORT);
  }
  assert.equal(readConfiguration({ PORT: '65535' }).port, 65_535);
  for (const PUBLIC_URL of ['ftp://a.cn', 'https://a.cn/x', 'https://a.cn/?q', 'https://u@a.cn']) {
    assert.throws(() => readConfiguration({ PUBLIC_URL }), Refusal, PUBLIC_URL);
  }
  assert.throws(
    () => readConfiguration({ MIGRATE_DATABASE_URL: 'postgres://a@b/c' }),
    /DATABASE_URL is not/,
  );
});

test('an identity provider is named whole, and reached by TLS unless it is on this machine', () => {
  const named = { OIDC_CLIENT_ID: 'xinheng', OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc' };
  for (const OIDC_ISSUER of ['https://id.example.gov.cn', 'http://localhost:3000/oidc']) {
    assert.deepEqual(readConfiguration({ ...named, OIDC_ISSUER }).identityProvider, {
      issuer: OIDC_ISSUER,
      clientId: 'xinheng',
      clientSecretFile: '/run/secrets/oidc',
    });
  }
  for (const OIDC_ISSUER of [
    'http://id.example.gov.cn',
    'id.example.gov.cn',
    'https://a.cn/?x=1',
  ]) {
    assert.throws(() => readConfiguration({ ...named, OIDC_ISSUER }), /OIDC_ISSUER is/);
  }
  assert.throws(() => readConfiguration(named), /OIDC_ISSUER is not set/);
});
