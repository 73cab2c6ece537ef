// Names of organisations as people write them: compared, tidied, and told apart from sentences and from persons.
import { commonSurnames, compoundSurnames } from './surnames.js';
import { halfWidthUnit, isBlankUnit } from './width.js';

const dropped = 0;
const unusual = 0xffff;
const middleDot = 0xb7;
const openings = '([{<〔【〖〈《「『（［｛＜﹙⟨';
const closings = ')]}>〕】〗〉》」』）］｝＞﹚⟩';
const dots = '·•・‧∙⋅･';
const firstHan = 0x4e00;
const lastHan = 0x9fff;

// What each UTF-16 code unit becomes when folded; units that need Unicode's own rules are marked unusual.
const folded = new Uint16Array(0x10000).fill(unusual);
for (let unit = 0; unit < 0x10000; unit += 1) {
  const half = halfWidthUnit(unit);
  if (isBlankUnit(unit)) folded[unit] = dropped;
  else if (unit >= firstHan && unit <= lastHan) folded[unit] = unit;
  else if (half > 0x20 && half < 0x7f) folded[unit] = upperUnit(half);
}
for (const sign of openings) folded[sign.charCodeAt(0)] = 0x28;
for (const sign of closings) folded[sign.charCodeAt(0)] = 0x29;
for (const sign of dots) folded[sign.charCodeAt(0)] = middleDot;

function upperUnit(unit: number): number {
  return unit >= 0x61 && unit <= 0x7a ? unit - 0x20 : unit;
}

/**
 * The comparable form of a name: NFKC, half width, upper case, without blanks, every bracket a round one and every
 * middle dot the same. Two names that differ only so belong to one organisation. Folding twice changes nothing.
 */
export function foldName(name: string): string {
  let result = '';
  let from = 0;
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at);
    const target = folded[unit] as number;
    if (target === unit) continue;
    if (target === unusual)
      return foldPlain(name.normalize('NFKC').toUpperCase().normalize('NFKC'));
    result += name.slice(from, at);
    if (target !== dropped) result += String.fromCharCode(target);
    from = at + 1;
  }
  return from === 0 ? name : result + name.slice(from);
}

function foldPlain(name: string): string {
  let result = '';
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at);
    const target = folded[unit] as number;
    if (target !== dropped) result += String.fromCharCode(target === unusual ? unit : target);
  }
  // What stood around a dropped blank may now compose.
  return result.normalize('NFKC');
}

/** The tidy form for storing: no outer blanks, inner runs of blanks as one, brackets full-width in a Chinese name. */
export function displayName(name: string): string {
  const trimmed = name.replace(/[\s\u200b-\u200f\u2060\ufeff\u00ad]+/g, ' ').trim();
  if (!/\p{Script=Han}/u.test(trimmed)) return trimmed;
  return trimmed
    .replace(/[(﹙]/g, '（')
    .replace(/[)﹚]/g, '）')
    .replace(/(?<=[\p{Script=Han}（）]) (?=[\p{Script=Han}（）])/gu, '');
}

const sentenceSigns = /[。；！？!?;\n]|[，,：:](?=.*\p{Script=Han})/u;
const sentenceWords =
  /经查|经核|当事人|你单位|你公司|该单位|该公司|涉嫌|未经|未按|未取得|未依法|违反|违法行为|予以|处以|罚款|责令|以下简称|\d{4}\s*年\d{1,2}\s*月/;
const longestName = 80;

/** Whether a text in a name column is rather a sentence: its signs, its words, or longer than any registered name. */
export function readsLikeSentence(name: string): boolean {
  return name.length > longestName * 2 || hanTooMany(name) || saysSomething(name);
}

function hanTooMany(name: string): boolean {
  return name.length > longestName && /\p{Script=Han}/u.test(name);
}

function saysSomething(name: string): boolean {
  return sentenceSigns.test(name) || sentenceWords.test(name);
}

// Signs of a trade that hardly ever stand in a given name. 行, 会, 堂, 园 and 楼 do, so they count in compounds only.
const tradeWords =
  /[店厂场部社局馆铺吧坊院校所站屋企]|公司|有限|商行|车行|银行|支行|分行|中心|集团|超市|药房|诊室|协会|学会|商会|工会|委会|大队|服务|美容|理发|修理|小吃|餐饮|饭堂|食堂|面馆|茶楼|酒楼|茶园|网咖|烟酒|百货|商贸|贸易|建材|五金|服装|电器|家具|科技|实业|工程|物流|农庄|果园|花园|幼儿园|公园|养殖|种植|合作/;
const traderMark = /\((?:个体工商户|个体户|个体|个人|自然人|先生|女士)\)$/;
const hanName = /^\p{Script=Han}{2,4}$/u;
const dottedName = /^\p{Script=Han}{1,10}(?:·\p{Script=Han}{1,10}){1,4}$/u;

/**
 * Whether a name reads like a person's: two to four Chinese characters that begin with a usual surname and name no
 * trade, or a name of several parts with middle dots. `(个体工商户)` behind it does not count.
 */
export function readsLikePerson(name: string): boolean {
  const bare = foldName(name).replace(traderMark, '');
  if (tradeWords.test(bare)) return false;
  if (dottedName.test(bare)) return true;
  if (!hanName.test(bare)) return false;
  if (bare.length > 2 && compoundSurnames.has(bare.slice(0, 2))) return true;
  return bare.length <= 3
    ? commonSurnames.has(bare.slice(0, 1))
    : commonSurnames.has(bare.slice(0, 1)) && commonSurnames.has(bare.slice(1, 2));
}

/** A person's name as the public sees it: the surname and two asterisks, `张**`. Shows neither length nor given name. */
export function maskPersonName(name: string): string {
  const bare = foldName(name);
  const compound = bare.slice(0, 2);
  const first = String.fromCodePoint(bare.codePointAt(0) ?? 0x2a);
  return `${bare.length > 2 && compoundSurnames.has(compound) ? compound : first}**`;
}
