// Which records the public sees of themselves, and by when they must have been handed over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CatalogueFolder } from '../../test/support/catalogue-folder.js';
import { checkExample } from '../../test/support/catalogue-rows.js';
import { loadCalendars } from '../rules/calendar.loader.js';
import { loadCatalogue } from './catalogue.loader.js';
import { publicationOf } from './publication.policy.js';
import { dueDay } from './timeliness.policy.js';

const catalogue = loadCatalogue();
const penalty = catalogue.get('administrative-penalty', '2026-05-01');
const licence = catalogue.get('administrative-licence', '2026-05-01');
const registration = catalogue.get('organisation-registration', '2026-05-01');

const kinds: [kinds: string, shown: boolean][] = [
  ['警告', false],
  ['通报批评', false],
  ['警告;通报批评', false],
  ['罚款', true],
  ['警告;罚款', true],
  ['其他-责令改正', true],
  ['警告;其他-责令改正', true],
];
for (const [text, shown] of kinds)
  test(`a penalty of ${text} is ${shown ? '' : 'not '}shown to the public`, () => {
    const verdict = publicationOf(penalty, { CF_CFLB: text, CF_WSH: '衡市监处罚〔2026〕1号' });
    assert.equal(verdict.public, shown);
    if (shown) return;
    assert.match(verdict.reason?.zh ?? '', /仅受警告、通报批评/);
    assert.match(verdict.reason?.en ?? '', /nothing but a warning/);
    assert.match(verdict.basis?.instrument.zh ?? '', /国家发展改革委令第36号/);
  });

test('a penalty decided on the spot is not shown, with its basis', () => {
  for (const number of ['衡公当场处罚〔2026〕7号', '衡交简罚〔2026〕12号']) {
    const verdict = publicationOf(penalty, { CF_CFLB: '罚款', CF_WSH: number });
    assert.equal(verdict.public, false, number);
    assert.match(verdict.basis?.instrument.zh ?? '', /第十四条/);
  }
});

test('licences and registrations are shown', () => {
  assert.deepEqual(publicationOf(licence, { XK_ZT: '2' }), { public: true });
  assert.deepEqual(publicationOf(registration, {}), { public: true });
});

test('a kind that is not published says why', (t) => {
  const folder = new CatalogueFolder(t);
  const reason = { zh: '仅供共享', en: 'for sharing only' };
  folder.change('nation/administrative-licence.yml', (document) => {
    document.publication = { published: false, reason };
  });
  const item = loadCatalogue(folder.directory).get('administrative-licence', '2026-05-01');
  assert.deepEqual(publicationOf(item, {}), { public: false, reason });
});

const calendar = loadCalendars();

const due: [decided: string, day: string, provisional: boolean][] = [
  ['2024/2/8', '2024-02-23', false],
  ['2024/9/30', '2024-10-15', false],
  ['2025/12/31', '2026-01-12', false],
  ['2026/2/13', '2026-03-02', false],
  // Of a month alone the last day counts, so that nothing is called late that may have been in time.
  ['2026年4月', '2026-05-13', false],
  // The notice for 2027 is not out.
  ['2026/12/30', '2027-01-08', true],
];
for (const [decided, day, provisional] of due)
  test(`a penalty of ${decided} is due on ${day}${provisional ? ', provisionally' : ''}`, () => {
    const row = checkExample(
      penalty,
      { CF_JDRQ: decided, CF_YXQ: '长期', CF_GSJZQ: '长期' },
      '2027-06-01',
    );
    assert.deepEqual(row.findings, []);
    assert.deepEqual(dueDay(penalty, row.values, calendar), { day, provisional });
  });

test('a registration is due thirty natural days after its approval', () => {
  const row = checkExample(registration, { approvedOn: '2026/1/31' });
  assert.deepEqual(dueDay(registration, row.values, calendar), {
    day: '2026-03-02',
    provisional: false,
  });
});

test('without a day nothing is due', () => {
  assert.equal(dueDay(penalty, checkExample(penalty, { CF_JDRQ: '' }).values, calendar), null);
});
