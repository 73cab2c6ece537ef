// Guards 6, 7, 9 and 10 of docs/people.md: what the platform can be about, what it may ask for, who looked, accounts.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadCatalogue } from '../../src/catalogue/catalogue.loader.js';
import { findNeverCollected } from '../../src/catalogue/never-collected.policy.js';
import { isUscc } from '../../src/codes/uscc.js';
import { lookAtFile } from '../../src/disclosure/operator-file.js';
import { kindOfUscc } from '../../src/identity/kind-of-uscc.js';
import { uuidText } from '../../src/kernel/ids.js';
import { subjectIdOfRegistrationNumber, subjectIdOfUscc } from '../../src/parties/subject.js';
import { apiTest } from '../support/api.js';
import { CatalogueFolder } from '../support/catalogue-folder.js';
import { inventedUscc, penaltyRow } from '../support/intake.js';
import { assertAbsent } from '../support/secrets.js';

const representative = '司徒独名';
const remark = '内部备注：领导已阅';
const company = inventedUscc('91', 1);

const api = await apiTest();
await api.handIn('administrative-penalty', [
  penaltyRow(1, { CF_FRDB: representative, BZ: remark }),
  penaltyRow(2, { CF_XDR_SHXYM: '', CF_XDR_GSZC: '110108000000016' }),
  penaltyRow(3, { CF_XDR_LB: '自然人', CF_XDR_MC: '欧阳守卫' }),
]);

describe('6. organisations are the only target there is', () => {
  const { database } = api.city;

  it('every subject, and every subject of an entry, has the id that follows from an organisation’s code', async () => {
    const subjects = await database.query<{
      subject_id: string;
      uscc: string | null;
      registration_number: string | null;
    }>('select subject_id, uscc, registration_number from parties_subject');
    assert.equal(subjects.length, 2);
    for (const { subject_id, uscc, registration_number: number } of subjects) {
      assert.ok(uscc !== null || number !== null);
      if (uscc !== null) assert.ok(isUscc(uscc));
      const id =
        uscc === null ? subjectIdOfRegistrationNumber(number ?? '') : subjectIdOfUscc(uscc);
      assert.equal(uuidText(id, 0), subject_id);
    }
    const strangers = await database.query(
      'select 1 from ledger_entry e where not exists (select 1 from parties_subject s where s.subject_id = e.subject_id)',
    );
    assert.deepEqual(strangers, []);
  });

  it('tables whose rows are about somebody point to subjects, and none has a column for a person', async () => {
    const columns = await database.query<{ table: string; column: string }>(
      `select table_name as table, column_name as column from information_schema.columns
       where table_schema = 'public'`,
    );
    const aboutPeople = columns.filter(({ table, column }) =>
      /person|people|citizen|resident|identity_(?:number|card)|phone|mobile|birth|representative|owner/.test(
        `${table}.${column}`,
      ),
    );
    assert.deepEqual(
      aboutPeople.map(({ table, column }) => `${table}.${column}`).toSorted(),
      // The one name that is kept, and the mark by which a name is masked.
      [
        'parties_representative.name',
        'parties_representative.source_day',
        'parties_representative.subject_id',
        'parties_subject.name_is_person',
      ],
    );
  });

  it('no kind of organisation is a person: not in the code list, not by the code’s own prefix', () => {
    const kinds = loadCatalogue().get('organisation-registration', '2026-04-10').codeLists[
      'organisation-kind'
    ];
    assert.ok(kinds);
    const codes = new Set(kinds.values.map((value) => value.code));
    for (const value of kinds.values) {
      assert.doesNotMatch(value.code, /person/);
      assert.doesNotMatch(
        [value.label.zh, ...value.aliases].join(),
        /自然人|个人(?!独资|合伙)|公民/,
      );
    }
    for (const first of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
      for (const second of '0123456789') {
        assert.ok(codes.has(kindOfUscc(`${first}${second}`)), `${first}${second}`);
      }
    }
  });
});

describe('7. never collected, whatever a catalogue file says', () => {
  const kinds = [
    '宗教信仰',
    '民族',
    '基因信息',
    '指纹',
    '血型',
    '疾病史',
    '计划生育情况',
    '政治面貌',
    '网络言论',
    '信访记录',
    '出行轨迹',
    '家庭成员',
    'Religion',
    'ethnicity',
    'genome',
    'facial image',
    'blood type',
    'medical history',
    'family planning',
    'political views',
    'online activity',
    'petitions',
    'travel records',
    'household behaviour',
  ];
  for (const label of kinds) {
    it(`${label}: refused, with the page that says why`, (t) => {
      assert.ok(findNeverCollected(label));
      const folder = new CatalogueFolder(t);
      folder.change('nation/administrative-penalty.yml', (item) => {
        item.fields.push({
          code: 'X1',
          label: { zh: '某项', en: 'Some field' },
          aliases: [label],
          type: 'text',
          disclosure: 'internal',
          part: 'words',
        });
      });
      assert.throws(
        () => loadCatalogue(folder.directory),
        /catalogue\.files_refused.*docs\/people\.md/,
      );
    });
  }

  it('identity documents, telephones and homes can be told in a file only to be dropped', (t) => {
    for (const label of ['身份证号', '手机号码', '家庭住址', 'Home address', '银行卡号']) {
      const folder = new CatalogueFolder(t);
      const field = {
        code: 'X1',
        label: { zh: label, en: 'X one' },
        type: 'text',
        disclosure: 'internal',
      };
      folder.change('nation/organisation-registration.yml', (item) => {
        item.fields.push({ ...field, part: 'words' });
      });
      assert.throws(() => loadCatalogue(folder.directory), /docs\/people\.md/, label);
    }
  });
});

describe('9. reading is on the record', () => {
  const viewpoint = { asOf: '2026-04-10', knownAt: null };
  /** What was written on the trail about the company's file while the work was done. */
  async function trailOf(work: () => Promise<unknown>): Promise<unknown[]> {
    const read = () =>
      api.city.database.query<Record<'event_id' | 'act' | 'actor' | 'purpose' | 'matter', string>>(
        'select event_id, act, actor, purpose, matter from audit_event where object = $1',
        [company],
      );
    const before = new Set((await read()).map((event) => event.event_id));
    await work();
    const written = (await read()).filter((event) => !before.has(event.event_id));
    return written.map(({ act, actor, purpose, matter }) => ({ act, actor, purpose, matter }));
  }

  it('without purpose and matter the console shows what is public, and that is written down', async () => {
    for (const half of [{}, { purpose: 'credit-check' }, { matter: '云核〔2026〕1号' }]) {
      const trail = await trailOf(async () => {
        const file = await lookAtFile(api.context, company, {
          viewpoint,
          actor: 'console',
          ...half,
        });
        assertAbsent(JSON.stringify(file), [representative, '内部备注'], 'the file');
      });
      const told = { act: 'credit-file.look-public', actor: 'console', matter: null };
      assert.deepEqual(trail, [{ ...told, purpose: 'operation', ...half }]);
    }
  });

  it('with both it opens what is not public, and purpose and matter are on the trail', async () => {
    const why = { actor: 'console', purpose: 'credit-check', matter: '云核〔2026〕1号' };
    const trail = await trailOf(async () => {
      const file = await lookAtFile(api.context, company, { viewpoint, ...why });
      assert.ok(JSON.stringify(file).includes(remark));
      assertAbsent(JSON.stringify(file), [representative], 'the file');
    });
    assert.deepEqual(trail, [{ act: 'file.read', ...why }]);
  });

  it('what is on the trail stays there: the application cannot change or take it away', async () => {
    for (const sql of [
      `update audit_event set purpose = 'x'`,
      'delete from audit_event',
      'truncate audit_event',
    ]) {
      await assert.rejects(api.city.database.query(sql), /permission denied/, sql);
    }
  });
});

describe('10. an account holds what signing in needs and nothing else', () => {
  it('what is personal about it is sealed, in one row that can be erased', async () => {
    const columns = await api.city.database.query<Record<'table' | 'column' | 'type', string>>(
      `select table_name as table, column_name as column, data_type as type
       from information_schema.columns where table_schema = 'public' and table_name like 'access%'`,
    );
    const held = columns.filter(({ table }) => table === 'access_account_private');
    assert.deepEqual(held.map(({ column }) => column).toSorted(), [
      'account_id',
      'contact',
      'login',
      'login_key',
      'name',
    ]);
    for (const { table, column, type } of columns) {
      if (/^(login|name|contact|label|device|subject|secret)$/.test(column)) {
        assert.equal(type, 'bytea', `${table}.${column}`);
      }
      assert.doesNotMatch(column, /mail|telephone|gender|photo|title_of|position|address/);
    }
  });
});
