// Guard 1 of docs/people.md: no natural person is a subject. Each test tries to make one, through the real intake
// into a real database, and looks at every stored byte afterwards.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Receipt } from '../../src/intake/receipt.js';
import {
  csvOf,
  type IntakeTest,
  intakeTest,
  inventedUscc,
  penaltyRow,
  type RowValues,
} from '../support/intake.js';
import { assertNothingKept } from '../support/secrets.js';
import { licence, registration } from '../support/site-records.js';

// The example of the standard (GB 11643), and one with a digit as its check character.
const identity = '11010519491231002X';
const otherIdentity = '440524188001010014';
const codeColumns = [
  'CF_XDR_SHXYM',
  'CF_XDR_GSZC',
  'CF_XDR_ZZJG',
  'CF_XDR_SWDJ',
  'CF_XDR_SYDW',
  'CF_XDR_SHZZ',
];

describe('people as subjects', () => {
  let city: IntakeTest;
  let next = 500;
  before(async () => {
    city = await intakeTest();
  });

  const fresh = (overrides: RowValues = {}): RowValues => penaltyRow((next += 1), overrides);
  const hand = async (row: RowValues, kind = 'administrative-penalty'): Promise<Receipt> => {
    const item = city.catalogue.get(kind, '2026-04-10');
    return (await city.submit(csvOf(item, [row]), { kind })).receipt;
  };

  /** A penalty every text of which is about this person and nobody else. */
  const aboutPerson = (overrides: RowValues = {}): RowValues =>
    fresh({
      CF_XDR_MC: '欧阳守卫',
      CF_XDR_SHXYM: '',
      CF_FRDB: '欧阳守卫甲',
      CF_WSH: '云卫试〔2026〕秘号',
      CF_WFXW: '欧阳守卫的行为',
      CF_SY: '欧阳守卫做了某事',
      CF_NR: '对欧阳守卫罚款2000元',
      ...overrides,
    });
  const personSecrets = ['欧阳守卫', '云卫试〔2026〕秘号'];

  /** One finding of this code and nothing else is left of the row: its line and the code. */
  function onlyTheCode(receipt: Receipt, code: string): void {
    assert.deepEqual(
      receipt.findings.map(({ line, value, code: found }) => ({ line, value, code: found })),
      [{ line: 2, value: null, code }],
    );
    assert.equal(receipt.masked, 0);
  }

  describe('1. no natural person is a subject', () => {
    for (const category of ['自然人', ' 自 然 人 ', '个人', '公民', '自然人 ', 'Natural person']) {
      it(`a row of the category ${JSON.stringify(category)} goes back, and nothing of it is kept`, async () => {
        const receipt = await hand(aboutPerson({ CF_XDR_LB: category }));
        assert.equal(receipt.rows.returned, 1);
        onlyTheCode(receipt, 'catalogue.natural_person');
        await assertNothingKept(city.database, receipt, personSecrets);
      });
    }

    it('also with an organisation’s code in it, and with other findings', async () => {
      const code = inventedUscc('91', (next += 1));
      const receipt = await hand(
        aboutPerson({ CF_XDR_LB: '自然人', CF_XDR_SHXYM: code, CF_JDRQ: 'gestern', CF_YJ: '' }),
      );
      onlyTheCode(receipt, 'catalogue.natural_person');
      await assertNothingKept(city.database, receipt, [...personSecrets, code, 'gestern']);
    });

    it('also a licence, and a registration', async () => {
      const licensed = licence({
        XK_XDR_MC: '欧阳守卫',
        XK_XDR_LB: '自然人',
        XK_WSH: '秘许1号',
        XK_JDRQ: '2026/04/01',
      });
      const registered = registration({
        name: '欧阳守卫',
        uscc: identity,
        approvedOn: '2026-04-01',
      });
      for (const receipt of [
        await hand(licensed, 'administrative-licence'),
        await hand(registered, 'organisation-registration'),
      ]) {
        assert.equal(receipt.rows.returned, 1);
        await assertNothingKept(city.database, receipt, ['欧阳守卫', '秘许1号', identity]);
      }
    });

    const forms: [name: string, written: string][] = [
      ['as it is', identity],
      ['with a small x', identity.toLowerCase()],
      ['with blanks', '110105 19491231 002X'],
      ['with ideographic and narrow blanks', '110105\u300019491231\u202f002X'],
      ['with hyphens', '110105-19491231-002X'],
      ['in full width', '１１０１０５１９４９１２３１００２Ｘ'],
      ['as a spreadsheet keeps it', `'${identity}`],
      ['with marks that cannot be seen', `1101\u200b0519491231\u00ad002X`],
      ['another', otherIdentity],
    ];
    for (const column of codeColumns) {
      for (const [name, written] of forms) {
        it(`an identity number ${name} in ${column} makes the row a person's`, async () => {
          const receipt = await hand(
            aboutPerson({ CF_XDR_MC: '某某有限公司', CF_XDR_SHXYM: '', [column]: written }),
          );
          assert.equal(receipt.rows.returned, 1);
          onlyTheCode(receipt, 'catalogue.identity_number_in_code');
          const secrets = [identity, otherIdentity, '19491231', '18800101', ...personSecrets];
          await assertNothingKept(city.database, receipt, secrets);
        });
      }

      it(`an identity number with a slip in ${column} is not kept`, async () => {
        for (const slip of ['110105194912310021', '11010519491231002', '110105194912310022X']) {
          const receipt = await hand(fresh({ [column]: slip }));
          await assertNothingKept(city.database, receipt, [slip, '19491231']);
        }
      });
    }

    it('no category, no code and a name like a person’s: held, and its content is not kept', async () => {
      for (const name of ['欧阳守卫', '张守卫', '阿依古丽·守卫', ' 欧 阳 守 卫 ']) {
        const receipt = await hand(aboutPerson({ CF_XDR_LB: '', CF_XDR_MC: name }));
        assert.deepEqual([receipt.rows.held, receipt.held.length], [1, 1]);
        assert.deepEqual(receipt.held[0]?.candidates, []);
        onlyTheCode(receipt, 'intake.name_reads_like_person');
        await assertNothingKept(city.database, receipt, [name, ...personSecrets]);
      }
    });

    it('nor with a code that is none: what is returned or held carries no name', async () => {
      const code = inventedUscc('91', (next += 1));
      const wrongLast = `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`;
      for (const written of [wrongLast, code.slice(0, 17), `${code.slice(0, 16)}II`, '不详']) {
        const row = aboutPerson({ CF_XDR_LB: '', CF_XDR_SHXYM: written });
        const receipt = await hand(row);
        assert.equal(receipt.rows.returned + receipt.rows.held, 1, written);
        await assertNothingKept(city.database, receipt, personSecrets);
      }
    });

    it('no person stands in the registry, under whatever id', async () => {
      const people = await city.database.query(
        `select name from parties_subject where uscc is null and registration_number is null`,
      );
      assert.deepEqual(people, []);
      const names = await city.database.query<{ name: string }>('select name from parties_name');
      assert.ok(names.every(({ name }) => !name.includes('守卫')));
    });
  });
});
