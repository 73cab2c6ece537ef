// The public site as a reader meets it: what each page says, what it never says, and what it says where it cannot.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { apiTest } from '../../test/support/api.js';
import { startSite, type TestSite } from '../../test/support/site.js';
import { newestRecord, sitePages } from '../../test/support/site-pages.js';
import { licences, siteUsccs } from '../../test/support/site-records.js';
import { buildServer } from '../http/server.js';
import { addressIn } from './language.js';

let site: TestSite;
let pages: Readonly<Record<string, string>>;

before(async () => {
  site = await startSite();
  pages = await sitePages(site);
});

async function show(address: string) {
  const { statusCode, headers, body } = await site.app.inject({ url: address });
  const text = body
    .replace(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  return { status: statusCode, headers, html: body, text };
}

describe('every page', () => {
  test('has a language, one heading of the first rank, a title, and no script or inline style', async () => {
    for (const [name, address] of Object.entries(pages)) {
      for (const language of ['zh', 'en'] as const) {
        const { html, headers } = await show(addressIn(language, address));
        assert.match(html, language === 'zh' ? /<html lang="zh-CN">/ : /<html lang="en">/, name);
        assert.equal(html.match(/<h1/g)?.length, 1, name);
        assert.match(html, /<title>[^<]{4,}<\/title>/, name);
        assert.doesNotMatch(html, /<script|<style|\sstyle=|\son\w+=|javascript:/, name);
        assert.match(String(headers['content-security-policy']), /default-src 'none'/, name);
      }
    }
  });

  test('has all its texts in its language: no template is left unfilled', async () => {
    for (const [name, address] of Object.entries(pages)) {
      for (const language of ['zh', 'en'] as const) {
        const { text } = await show(addressIn(language, address));
        assert.doesNotMatch(text, /\{\w+\}|undefined|\[object|NaN/, `${name} ${language}`);
      }
    }
  });

  test('names no person: no representative, no owner, no number masked or dropped', async () => {
    const withheld = /王示例|张试验|13800138000|11010519491231002X/;
    for (const [name, address] of Object.entries(pages)) {
      assert.doesNotMatch((await show(address)).html, withheld, name);
    }
  });

  test('tells search engines where it lies, unless it is not meant for them', async () => {
    const { html } = await show('/en/about');
    assert.match(html, /hreflang="zh-CN" href="https:\/\/credit\.yunxi\.example\/about"/);
    assert.match(html, /hreflang="en" href="https:\/\/credit\.yunxi\.example\/en\/about"/);
    assert.match((await show(pages['receipt'] as string)).html, /content="noindex"/);
  });
});

describe('search', () => {
  test('finds a part of a name and says how many records there are', async () => {
    const { text } = await show(pages['search'] as string);
    assert.match(text, /云溪明远精密机械有限公司[\s\S]*公开记录 4 条/);
    assert.match(text, /云溪市明远培训学校[\s\S]*注销|注销[\s\S]*云溪市明远培训学校/);
  });

  test('says when a former name was what fitted', async () => {
    const { text } = await show(pages['search-former-name'] as string);
    assert.match(text, /曾用名称“云溪市明远机械厂”与查询相符/);
  });

  test('finds by code, however it is written, and a masked name by its code only', async () => {
    const { masked } = siteUsccs;
    const spaced = `${masked.slice(0, 8)} ${masked.slice(8).toLowerCase()}`;
    assert.match((await show(`/search?q=${encodeURIComponent(spaced)}`)).text, /张\*\*/);
    const byName = await show(`/search?q=${encodeURIComponent('张试验')}`);
    assert.doesNotMatch(byName.html, new RegExp(masked));
  });

  test('answers a single character, nothing found, and a code that is not on file', async () => {
    assert.match((await show(pages['search-short'] as string)).text, /一个字还不够/);
    const nothing = await show(pages['search-nothing'] as string);
    assert.match(nothing.text, /没有相符的机构[\s\S]*可以这样再试/);
    const code = await show('/en/search?q=91999900MA0009993D');
    assert.match(code.text, /18 characters, never I, O, S, V or Z/);
  });

  test('shows what was typed as text, whatever it was', async () => {
    const { html } = await show(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    assert.doesNotMatch(html, /<script/);
    assert.match(html, /&lt;script/);
  });
});

describe('an organisation', () => {
  test('has its identity, its totals and its records with their sources', async () => {
    const { text, html } = await show(pages['organisation'] as string);
    assert.match(
      text,
      /存续[\s\S]*企业[\s\S]*2012年3月8日[\s\S]*云溪市明远机械厂 用至 2019年6月3日/,
    );
    assert.match(text, /2\.5 万元（25,000 元）/);
    assert.match(text, /失信信息 行政处罚[\s\S]*一般信息 行政许可/);
    assert.equal(html.match(/<details class="source"/g)?.length, 4);
    assert.match(text, /文件行号 第 2 行/);
  });

  test('has one address: a code in small letters moves there', async () => {
    const moved = await show(`/en/organisations/${siteUsccs.machines.toLowerCase()}`);
    assert.equal(moved.status, 303);
    assert.equal(moved.headers['location'], `/en/organisations/${siteUsccs.machines}`);
  });

  test('is masked where its name is a person’s, with the reason', async () => {
    const { text } = await show(pages['organisation-masked'] as string);
    assert.match(text, /张\*\* 登记的字号只是经营者的姓名/);
  });

  test('known from a record only is marked so', async () => {
    const { text } = await show(pages['organisation-unconfirmed'] as string);
    assert.match(text, /尚无登记信息，仅见于下列记录/);
  });
});

describe('a record', () => {
  test('shows masks as they are, and redacted words as redacted', async () => {
    const id = await newestRecord(site, siteUsccs.machines);
    assert.match(
      (await show(`/records/${id}`)).text,
      /［手机号已屏蔽］[\s\S]*个人信息在收到时即已屏蔽/,
    );
    await site.redactWords(id, 'CF_SY');
    const { text } = await show(`/records/${id}`);
    assert.match(text, /违法事实 已依法隐去/);
    assert.match(text, /原文已从账本中删除/);
    assert.doesNotMatch(text, /喷涂工序/);
  });

  test('in English keeps the agency’s Chinese, marked as such', async () => {
    const id = await newestRecord(site, siteUsccs.machines);
    const { html } = await show(`/en/records/${id}`);
    assert.match(html, /<span lang="zh-CN">《中华人民共和国大气污染防治法》/);
    assert.match(html, /Fine; Confiscation of unlawful gains/);
  });
});

describe('a receipt', () => {
  test('stays closed without its check code, and does not say whether the batch exists', async () => {
    const { batch } = site.receipt;
    const asked = await show(`/receipts/${batch}`);
    assert.doesNotMatch(asked.text, /逐行结果/);
    const wrong = await show(`/receipts/${batch}?code=AAAAAAAA`);
    const unknown = await show('/receipts/00000000-0000-7000-8000-000000000000?code=AAAAAAAA');
    assert.deepEqual([wrong.status, unknown.status], [404, 404]);
    assert.doesNotMatch(wrong.text, /逐行结果|云溪市试验局/);
    assert.equal(wrong.text.replaceAll(batch, ''), unknown.text.replaceAll(batch, ''));
  });

  test('answers every row, names the columns, and is kept by nobody', async () => {
    const { text, headers } = await show(pages['receipt'] as string);
    assert.match(text, /共读 5 行/);
    assert.match(text, /个人信息，已在入口丢弃 1 法定代表人证件号码/);
    assert.match(text, /待核的行[\s\S]*云溪明远精密机械有限公司/);
    assert.equal(headers['cache-control'], 'no-store');
  });

  test('is shown part by part; behind its last finding it begins again', async () => {
    const address = pages['receipt'] as string;
    assert.match((await show(address)).text, /第 1 至 (\d+) 个，共 \1 个/);
    assert.match((await show(`${address}&from=2`)).text, /第 2 至/);
    const behind = await show(`${address}&from=400000`);
    assert.equal(behind.headers['location'], address);
  });

  test('whose form was filled in moves to its own address', async () => {
    const moved = await show('/receipts?batch=ABC&code=x%26y');
    assert.equal(moved.headers['location'], '/receipts/abc?code=x%26y');
  });
});

describe('the dictionary', () => {
  test('shows every field of every kind, with what is not established marked', async () => {
    for (const item of site.city.catalogue.itemsOn('2026-04-10')) {
      const { text } = await show(`/dictionary/${item.kind}`);
      for (const field of item.fields) {
        assert.ok(text.includes(`${field.label.zh} ${field.code}`), field.code);
      }
    }
    assert.match((await show(pages['kind'] as string)).text, /尚未查实/);
  });
});

describe('what cannot be shown', () => {
  test('gets a page of the site with the status of the API', async () => {
    assert.equal((await show('/no/such/page')).status, 404);
    assert.equal((await show('/records/00000000-0000-4000-8000-000000000000')).status, 404);
    assert.equal((await show('/organisations/123')).status, 400);
    assert.equal((await show('/dictionary/nothing')).status, 404);
    assert.equal((await show(`${pages['organisation']}?after=nonsense`)).status, 400);
    assert.match((await show('/en/no/such/page')).text, /No page lies at \/no\/such\/page/);
  });

  test('never links to another site, however the address is written', async () => {
    for (const address of ['//evil.example/x', '/en//evil.example/x', '/en/\\evil.example']) {
      const { body } = await site.app.inject({ url: address });
      assert.doesNotMatch(body, /href="\/\/|href="\/\\/, address);
    }
  });

  test('says nothing of the inside when something breaks', async () => {
    const { context } = await apiTest();
    const database = {
      ...context.database,
      query: () => Promise.reject(new Error('relation "secret_table" is missing')),
    };
    const broken = await buildServer({ ...context, database });
    const { statusCode, body } = await broken.inject({ url: '/organisations/91999900MA0009993D' });
    await broken.close();
    assert.equal(statusCode, 500);
    assert.match(body, /这一页暂时打不开/);
    assert.doesNotMatch(body, /secret_table|\.js:|at \w+ \(/);
  });
});

test('an empty city has a home page and a log page', async () => {
  const empty = await apiTest();
  for (const address of ['/', '/log', '/search?q=明远']) {
    assert.equal((await empty.app.inject({ url: encodeURI(address) })).statusCode, 200, address);
  }
  await empty.handIn('administrative-licence', licences);
  assert.match((await empty.app.inject({ url: '/log' })).body, /credit\.yunxi\.example\/log/);
});

test('assets are kept for a year, pages are asked for again', async () => {
  const { html, headers } = await show('/about');
  assert.equal(headers['cache-control'], 'no-cache');
  const again = await site.app.inject({
    url: '/about',
    headers: { 'if-none-match': String(headers['etag']) },
  });
  assert.equal(again.statusCode, 304);
  const styles = /href="(\/assets\/site\.[0-9a-f]+\.css)"/.exec(html)?.[1] as string;
  const sheet = await show(styles);
  assert.match(String(sheet.headers['cache-control']), /immutable/);
  for (const [, picture] of sheet.html.matchAll(/url\("([^"]+)"\)/g)) {
    assert.equal((await show(picture as string)).status, 200, picture);
  }
});
