// Names: what is the same name, what is tidy, what is a sentence, and what is a person.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  displayName,
  foldName,
  maskPersonName,
  readsLikePerson,
  readsLikeSentence,
} from './organisation-name.js';

describe('the comparable form of a name', () => {
  it('does not depend on width, case, blanks or the kind of bracket', () => {
    for (const name of [
      '苏州云帆（集团）ABC科技有限公司',
      '苏州云帆(集团)abc科技有限公司',
      ' 苏州云帆 【集团】ＡＢＣ科技\u3000有限公司\t',
      '苏州云帆〔集团〕Ａｂｃ科技有限公司\ufeff',
    ]) {
      assert.equal(foldName(name), '苏州云帆(集团)ABC科技有限公司');
    }
  });

  it('uses Unicode where its own table does not suffice', () => {
    assert.equal(foldName('ﾊﾟﾅソニック㈱'), 'パナソニック(株)');
    assert.equal(foldName('Café №1'), 'CAFÉNO1');
    assert.equal(foldName('買買提•阿里'), '買買提·阿里');
    assert.equal(foldName('𠮷野家'), '𠮷野家');
  });

  it('keeps different names apart', () => {
    assert.notEqual(foldName('苏州云帆一科技'), foldName('苏州云帆-科技'));
    assert.notEqual(foldName('苏州云帆1厂'), foldName('苏州云帆2厂'));
  });

  it('folds a folded name to itself', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'（[ａＡ·苏\u3000㈱'),
        fc.integer({ min: 0, max: 0xfffd }).map((unit) => String.fromCharCode(unit)),
      ),
    });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (name) => {
        const once = foldName(name);
        assert.equal(foldName(once), once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the tidy form of a name', () => {
  it('has no needless blanks and Chinese brackets', () => {
    assert.equal(displayName('  苏州云帆 (集团)  有限公司 '), '苏州云帆（集团）有限公司');
    assert.equal(
      displayName('ABC   Trading (Suzhou) Co., Ltd. '),
      'ABC Trading (Suzhou) Co., Ltd.',
    );
    assert.equal(displayName('苏州 ABC 有限公司'), '苏州 ABC 有限公司');
  });

  it('is the same name', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'苏州（）() \tABc公司') }), (name) => {
        assert.equal(foldName(displayName(name)), foldName(name));
        assert.equal(displayName(displayName(name)), displayName(name));
      }),
    );
  });
});

describe('a sentence in a name column', () => {
  for (const text of [
    '当事人未取得食品经营许可证从事经营活动',
    '经查，该单位存在消防隐患。',
    '苏州云帆科技有限公司涉嫌无证经营',
    '罚款2000元',
    `苏州${'很长'.repeat(50)}公司`,
  ]) {
    it(`${text.slice(0, 20)} is one`, () => assert.equal(readsLikeSentence(text), true));
  }
  for (const text of [
    '苏州云帆（集团）科技有限公司',
    'Example Trading (Suzhou) Co., Ltd.',
    '太仓市城厢镇阿明的小吃店',
    '江苏省苏州市吴江区震泽镇某某村股份经济合作社联合社',
  ]) {
    it(`${text} is none`, () => assert.equal(readsLikeSentence(text), false));
  }
});

describe('a person in a name column', () => {
  for (const name of [
    '张三',
    '王小明',
    '欧阳修',
    '司马相如',
    '阿里木·买买提',
    '李四（个体工商户）',
    ' 张 三 ',
    '陈王秀英',
  ]) {
    it(`${name} reads like one`, () => assert.equal(readsLikePerson(name), true));
  }
  for (const name of [
    '张记面馆',
    '王氏超市',
    '李四小吃店',
    '苏州云帆科技有限公司',
    '市场监管局',
    '诚信',
    'ABC',
    '',
    '张',
    '高新区中心',
    '云南大理石厂',
  ]) {
    it(`'${name}' does not`, () => assert.equal(readsLikePerson(name), false));
  }

  it('is shown by surname only', () => {
    assert.equal(maskPersonName('张三'), '张**');
    assert.equal(maskPersonName('王小明'), '王**');
    assert.equal(maskPersonName('欧阳修'), '欧阳**');
    assert.equal(maskPersonName('阿里木·买买提'), '阿**');
    assert.equal(maskPersonName('𠮷田'), '𠮷**');
  });

  it('shows two characters of the name at most', () => {
    const name = fc.string({
      unit: fc.constantFrom(...'张王李欧阳司马小明'),
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(name, (text) => assert.ok(maskPersonName(text).replace('**', '').length <= 2)),
    );
  });
});
