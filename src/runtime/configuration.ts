// What the operator sets through the environment: read once, all faults told together.
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { Bilingual } from '../kernel/errors.js';
import { refuse } from './refusals.js';

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The configuration of a process. */
export interface Configuration {
  /** HOST: the address to listen on; all of them by default. */
  readonly host: string;
  /** PORT; 0 takes any free one. */
  readonly port: number;
  /** DATA_DIR: absolute path of the folder of the embedded server. */
  readonly dataDirectory: string;
  /** LOG_KEY_FILE: the private key that signs the log; in DATA_DIR by default. */
  readonly logKeyFile: string;
  /** KEY_RING_FILE: the keys that seal what accounts hold; in DATA_DIR by default. */
  readonly keyRingFile: string;
  /** ENCRYPTION: the algorithms of new keys, `aes` (AES-256-GCM) or `sm4` (SM4-CTR with HMAC-SM3). */
  readonly encryption: Encryption;
  /** DATABASE_URL: a PostgreSQL of the operator's, as the application's role; none: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** MIGRATE_DATABASE_URL: the same database as the role that owns the tables. */
  readonly migrateDatabaseUrl: string | undefined;
  /** LOG_LEVEL */
  readonly logLevel: LogLevel;
  /** PUBLIC_URL: where readers reach the site, without a slash at the end; undefined: this machine. */
  readonly publicUrl: string | undefined;
  /** OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET_FILE: the city's identity provider; undefined: there is none. */
  readonly identityProvider: ProviderSettings | undefined;
  /** TRUSTED_PROXIES: addresses or networks of the proxies in front, separated by commas; none by default. */
  readonly trustedProxies: readonly string[];
  /** DEMO: whether an empty database is filled with the invented demo city. */
  readonly demo: boolean;
  /** SITE_NAME and SITE_NAME_EN: whose site this is. */
  readonly siteName: Bilingual;
}

/** How the platform is known to an identity provider. */
export interface ProviderSettings {
  /** `https://id.example.gov.cn`; its discovery document lies below. */
  readonly issuer: string;
  readonly clientId: string;
  /** File that holds the client's secret and nothing else. */
  readonly clientSecretFile: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const encryptions = ['aes', 'sm4'] as const;

/** With what is sealed. */
export type Encryption = (typeof encryptions)[number];

/** How much is logged. */
export type LogLevel = (typeof logLevels)[number];

const switches: Readonly<Record<string, boolean>> = {
  on: true,
  true: true,
  yes: true,
  '1': true,
  off: false,
  false: false,
  no: false,
  '0': false,
};

const defaultPort = 8080;
const greatestPort = 65_535;

/**
 * Reads the configuration. Variables that are empty count as not set.
 * Refuses `runtime.configuration_faulty` with every fault in it.
 */
export function readConfiguration(environment: Environment = process.env): Configuration {
  const faults: Bilingual[] = [];
  const read = new Reader(environment, faults);
  const databaseUrl = read.databaseUrl('DATABASE_URL');
  const migrateDatabaseUrl = read.databaseUrl('MIGRATE_DATABASE_URL');
  if (migrateDatabaseUrl !== undefined && !read.isSet('DATABASE_URL')) {
    faults.push({
      zh: 'MIGRATE_DATABASE_URL 已设置而 DATABASE_URL 没有。同时设置两者，或都不设置（使用内置数据库）。',
      en: 'MIGRATE_DATABASE_URL is set and DATABASE_URL is not. Set both, or neither to use the embedded database.',
    });
  }
  const dataDirectory = resolve(read.text('DATA_DIR') ?? '.xinheng');
  const configuration: Configuration = {
    host: read.text('HOST') ?? '0.0.0.0',
    port: read.port('PORT') ?? defaultPort,
    dataDirectory,
    logKeyFile: resolve(read.text('LOG_KEY_FILE') ?? join(dataDirectory, 'keys', 'log.pem')),
    keyRingFile: resolve(read.text('KEY_RING_FILE') ?? join(dataDirectory, 'secrets', 'keys.json')),
    encryption: read.oneOf('ENCRYPTION', encryptions) ?? 'aes',
    databaseUrl,
    migrateDatabaseUrl,
    logLevel: read.oneOf('LOG_LEVEL', logLevels) ?? 'info',
    publicUrl: read.siteUrl('PUBLIC_URL'),
    identityProvider: readProvider(read, faults),
    trustedProxies: read.networks('TRUSTED_PROXIES'),
    demo: read.onOrOff('DEMO') ?? !read.isSet('DATABASE_URL'),
    siteName: readSiteName(read),
  };
  if (faults.length > 0) {
    const list = (language: keyof Bilingual) =>
      faults.map((fault) => `  - ${fault[language]}`).join('\n');
    throw refuse.configuration_faulty({ zhFaults: list('zh'), enFaults: list('en') });
  }
  return configuration;
}

const providerVariables = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET_FILE'] as const;

function readProvider(read: Reader, faults: Bilingual[]): ProviderSettings | undefined {
  const missing = providerVariables.filter((name) => !read.isSet(name));
  if (missing.length === providerVariables.length) return undefined;
  if (missing.length > 0) {
    faults.push({
      zh: `${missing.join('、')} 没有设置。${providerVariables.join('、')} 须同时设置，或都不设置。`,
      en: `${missing.join(', ')} is not set. Set ${providerVariables.join(', ')} together, or none of them.`,
    });
    return undefined;
  }
  return {
    issuer: read.issuerUrl('OIDC_ISSUER') ?? '',
    clientId: read.text('OIDC_CLIENT_ID') ?? '',
    clientSecretFile: resolve(read.text('OIDC_CLIENT_SECRET_FILE') ?? ''),
  };
}

function readSiteName(read: Reader): Bilingual {
  const zh = read.text('SITE_NAME');
  const en = read.text('SITE_NAME_EN');
  return { zh: zh ?? en ?? '信衡', en: en ?? zh ?? 'Xinheng' };
}

class Reader {
  readonly #environment: Environment;
  readonly #faults: Bilingual[];

  constructor(environment: Environment, faults: Bilingual[]) {
    this.#environment = environment;
    this.#faults = faults;
  }

  isSet(name: string): boolean {
    return this.text(name) !== undefined;
  }

  text(name: string): string | undefined {
    return this.#environment[name]?.trim() || undefined;
  }

  port(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || (/^\d+$/.test(text) && Number(text) <= greatestPort)) {
      return text === undefined ? undefined : Number(text);
    }
    return this.#fault({
      zh: `${name} 是“${text}”，应为 0 到 ${greatestPort} 的整数。`,
      en: `${name} is "${text}"; it takes a whole number from 0 to ${greatestPort}.`,
    });
  }

  oneOf<Value extends string>(name: string, values: readonly Value[]): Value | undefined {
    const text = this.text(name);
    const value = values.find((each) => each === text?.toLowerCase());
    if (text === undefined || value !== undefined) return value;
    return this.#fault({
      zh: `${name} 是“${text}”，可以是：${values.join('、')}。`,
      en: `${name} is "${text}"; it takes one of: ${values.join(', ')}.`,
    });
  }

  onOrOff(name: string): boolean | undefined {
    const chosen = this.oneOf(name, Object.keys(switches));
    return chosen === undefined ? undefined : switches[chosen];
  }

  siteUrl(name: string): string | undefined {
    const text = this.text(name);
    const url = text === undefined ? undefined : parseUrl(text);
    if (text === undefined) return undefined;
    const isPlain = url && /^https?:$/.test(url.protocol) && !url.search && !url.hash;
    if (isPlain && !url.username && url.pathname === '/') return url.origin;
    return this.#fault({
      zh: `${name} 是“${text}”，应为网站的地址，不带路径，例如 https://credit.example.gov.cn。`,
      en: `${name} is "${text}"; it takes the address of the site without a path, such as https://credit.example.gov.cn.`,
    });
  }

  // Codes and tokens go there: without TLS to this machine only.
  issuerUrl(name: string): string | undefined {
    const text = this.text(name) ?? '';
    const url = parseUrl(text);
    const isHere = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1';
    const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere);
    if (isSafe && !url.search && !url.hash && !url.username) return text;
    return this.#fault({
      zh: `${name} 是“${text}”，应为身份认证服务的 https 地址，例如 https://id.example.gov.cn。`,
      en: `${name} is "${text}"; it takes the https address of the identity provider, such as https://id.example.gov.cn.`,
    });
  }

  networks(name: string): readonly string[] {
    const networks = (this.text(name) ?? '').split(',').map((each) => each.trim());
    const given = networks.filter((each) => each !== '');
    for (const network of given.filter((each) => !isNetwork(each))) {
      this.#fault({
        zh: `${name} 中的“${network}”应为 IP 地址或网段，例如 10.0.0.5 或 10.0.0.0/8。`,
        en: `"${network}" in ${name} takes an IP address or a network, such as 10.0.0.5 or 10.0.0.0/8.`,
      });
    }
    return given;
  }

  // A faulty one is not repeated: it may hold a password.
  databaseUrl(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || /^postgres(ql)?:$/.test(parseUrl(text)?.protocol ?? '')) return text;
    return this.#fault({
      zh: `${name} 不是 PostgreSQL 的地址，应形如 postgresql://用户:密码@主机:5432/数据库。`,
      en: `${name} is not the address of a PostgreSQL; it looks like postgresql://user:password@host:5432/database.`,
    });
  }

  #fault(fault: Bilingual): undefined {
    this.#faults.push(fault);
    return undefined;
  }
}

function isNetwork(text: string): boolean {
  const [address = '', length = '0', ...more] = text.split('/');
  const family = isIP(address);
  return (
    family > 0 &&
    more.length === 0 &&
    /^\d{1,3}$/.test(length) &&
    Number(length) <= (family === 4 ? 32 : 128)
  );
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
