// What the intruder comes up against: a listening server over a city with things worth taking, and a look at what he got.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { loadLimits } from '../../../src/http/limits.loader.js';
import { handIn } from '../../../src/intake/hand-in.js';
import { enterAgencies, setNeedsRelease } from '../../../src/parties/agencies.js';
import { signedInStaff, type TestStaff } from '../../support/access.js';
import { type ApiTest, apiTest } from '../../support/api.js';
import { csvOf, inventedUscc, penaltyRow, testAgency } from '../../support/intake.js';
import { type Caller, organisationCaller, staffCaller } from '../../support/signed-in.js';
import { bytesOf, member, otherAgency } from '../../support/writing.js';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** A request as the intruder writes it: nothing is added and nothing put right. */
export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** One thing he tries. */
export interface Attempt {
  readonly what: string;
  /** What he got by it; `public` where an answer of 200 is right, as long as nothing is in it. */
  readonly by: (siege: Siege) => Promise<Answer | Answer[]>;
  readonly public?: boolean;
}

/** The city under siege. */
export interface Siege {
  readonly api: ApiTest;
  readonly port: number;
  /** Whose things these are. */
  readonly victims: {
    readonly administrator: TestStaff;
    readonly officer: TestStaff;
    readonly clerk: Caller;
    /** Organisation of the clerk. */
    readonly uscc: string;
    readonly agency: string;
    readonly batch: string;
    readonly checkCode: string;
    /** A batch that waits for its release. */
    readonly waiting: string;
    /** Record that the public may not see. */
    readonly hidden: string;
  };
  /** Accounts that the intruder came by: the clerk of another organisation, the steward of another agency. */
  readonly thief: Caller;
  readonly rival: Caller;
  /** Organisation whose clerk the thief really is. */
  readonly thiefsOrganisation: string;
  readonly ask: (asked: Asked) => Promise<Answer>;
  /** Bytes as they are, down the line. */
  readonly raw: (bytes: string) => Promise<Answer>;
  /** Whether an answer gives nothing away; throws where it does. */
  readonly gainsNothing: (answer: Answer, mayBePublic: boolean) => void;
}

const secretRemark = '密语内部备注';
const secretNumber = '密语罚〔2026〕9号';
const secretWaiting = '密语待放行事实';

/** Opens the city's doors. */
export async function layOut(): Promise<Siege> {
  const usual = loadLimits();
  // So wide that the locks of accounts are met, and not the counters of addresses, which have tests of their own.
  const wide = { most: 100_000, withinSeconds: 60 };
  const rates = { address: wide, account: wide, signIn: wide, token: wide };
  // Each attempt comes from an address of its own: what must hold is the door, not the patience with one address.
  const api = await apiTest(undefined, {
    limits: { ...usual, rates },
    trustedProxies: ['127.0.0.1'],
  });
  const uscc = inventedUscc('91', 1);
  const { batch, checkCode } = await api.handIn('administrative-penalty', [
    penaltyRow(1, { BZ: secretRemark }),
    penaltyRow(1, { CF_WSH: secretNumber, CF_CFLB: '警告', CF_NR: '警告', CF_NR_FK: '' }),
    penaltyRow(2),
  ]);
  const place = { app: api.app, access: api.context.access };
  const administrator = await signedInStaff(place.access, [{ role: 'security-administrator' }]);
  const officer = await signedInStaff(place.access, [
    { role: 'case-officer', agencyCode: testAgency },
  ]);
  const clerk = await organisationCaller(place, uscc);
  const other = { code: otherAgency, nameZh: '另一局', nameEn: 'Other bureau', region: null };
  await enterAgencies(api.city.database, [other]);
  await setNeedsRelease(api.city.database, testAgency, true);
  const item = api.city.catalogue.get('administrative-penalty', '2026-04-10');
  const waiting = await handIn(api.context.intake, {
    principal: member('steward', 'data-steward'),
    kind: 'administrative-penalty',
    agencyCode: testAgency,
    fileName: 'waiting.csv',
    bytes: bytesOf(csvOf(item, [penaltyRow(7, { CF_SY: secretWaiting })])),
  });
  const thiefsOrganisation = inventedUscc('91', 2);
  const thief = await organisationCaller(place, thiefsOrganisation);
  const rival = await staffCaller(place, { role: 'data-steward', agencyCode: otherAgency });
  const [hidden] = await api.city.database.query<{ record_id: string }>(
    'select record_id from disclosure_record where not is_public limit 1',
  );
  assert.ok(hidden, 'there is a record that is not public');
  const address = new URL(await api.app.listen({ host: '127.0.0.1', port: 0 }));
  const port = Number(address.port);
  const loot = [
    secretRemark,
    secretNumber,
    secretWaiting,
    '张试验',
    administrator.token,
    administrator.secret,
    officer.token,
    officer.secret,
    clerk.cookie[1],
    ...keysOf(api),
  ];
  return {
    api,
    port,
    victims: {
      administrator,
      officer,
      clerk,
      uscc,
      agency: testAgency,
      batch,
      checkCode,
      waiting: waiting.standing.batchId,
      hidden: hidden.record_id,
    },
    thief,
    rival,
    thiefsOrganisation,
    ask: (asked) => ask(port, asked),
    raw: (bytes) => raw(port, bytes),
    gainsNothing: (answer, mayBePublic) => gainsNothing(answer, mayBePublic, loot),
  };
}

function keysOf({ context }: ApiTest): string[] {
  const ring = readFileSync(context.access.vault.settings.keyRingFile, 'utf8');
  const { keys } = JSON.parse(ring) as { keys: { seal: string; index: string }[] };
  return keys.flatMap(({ seal, index }) => [seal, index]);
}

// What only the inside of the program would say.
const inside =
  /\n\s+at .+:\d+|node_modules\/(?!fastify\/package)|\bselect\b.+\bfrom\b|syntax error|pg_|ECONN|BEGIN [A-Z ]*PRIVATE KEY|root:x:/i;
const version = /\b(fastify|node(\.js)?|postgres(ql)?)[/ ]\d/i;

function gainsNothing(answer: Answer, mayBePublic: boolean, loot: readonly string[]): void {
  const { status, headers } = answer;
  const said = `${status} ${JSON.stringify(headers)} ${answer.text.slice(0, 300)}`;
  assert.ok(status < 500, `the door broke: ${said}`);
  if (status >= 200 && status < 300) assert.ok(mayBePublic, `he was let in: ${said}`);
  const everything = `${JSON.stringify(headers)}\n${answer.text}`;
  for (const thing of loot) assert.ok(!everything.includes(thing), `he has ${thing}`);
  assert.doesNotMatch(everything, inside);
  assert.doesNotMatch(JSON.stringify(headers), version);
  const { location } = headers;
  if (location === undefined) return;
  assert.match(String(location), /^\/(?![/\\])/, 'sent to another site');
  // A form that was taken is answered with the way on; one that was not, with the way in or not at all.
  const wayIn = /^(\/en)?\/sign-in(\/again)?($|\?)/;
  if (!mayBePublic) assert.match(String(location), wayIn, `he was let through: ${said}`);
}

let asked = 0;

function ask(port: number, { method = 'GET', path, headers = {}, body }: Asked): Promise<Answer> {
  asked += 1;
  const address = `198.18.${Math.floor(asked / 250) % 250}.${asked % 250}`;
  const sent = { connection: 'close', 'x-forwarded-for': address, ...headers };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, headers: sent },
      (incoming) => {
        text(incoming).then(
          (said) =>
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text: said }),
          reject,
        );
      },
    );
    // A door that is shut in the middle of a body has refused it; what it said before then counts.
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
        resolve({ status: 0, headers: {}, text: '' });
      } else reject(error);
    });
    outgoing.end(body);
  });
}

const patienceMilliseconds = 5000;

function raw(port: number, bytes: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    socket.setTimeout(patienceMilliseconds, () => socket.destroy());
    socket.on('data', (piece) => pieces.push(piece));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => {
      const said = Buffer.concat(pieces).toString('latin1');
      const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(said)?.[1] ?? 0);
      resolve({ status, headers: {}, text: Buffer.from(said, 'latin1').toString('utf8') });
    });
    socket.write(Buffer.from(bytes, 'latin1'));
  });
}
