// The findings of the row check, with what is so and what to do.
import { defineFindings } from './findings.js';

/** Codes of the findings that `compileRowCheck` reports. */
export const found = defineFindings('catalogue', {
  required_missing: {
    rule: 'V-REQ',
    zh: '「{label}」没有填写，它是必填项。填写后重新报送。',
    en: '"{label}" is blank and must be filled. Fill it in and hand the row in again.',
  },
  condition_missing: {
    rule: 'V-COND',
    zh: '「{label}」没有填写，而「{other}」为“{condition}”时必填。填写后重新报送。',
    en: '"{label}" is blank, but must be filled because "{other}" is "{condition}". Fill it in and hand the row in again.',
  },
  companion_missing: {
    rule: 'V-COND',
    zh: '「{label}」没有填写，而填写了「{other}」时必填。填写后重新报送。',
    en: '"{label}" is blank, but must be filled where "{other}" is. Fill it in and hand the row in again.',
  },
  amount_not_positive: {
    rule: 'V-COND',
    zh: '「{label}」是 {value}，而「{other}」为“{condition}”时必须大于 0。填写决定书上的金额（单位：{unit}）。',
    en: '"{label}" is {value}, but must be more than 0 because "{other}" is "{condition}". Write the amount of the decision (unit: {unit}).',
  },
  too_long: {
    rule: 'V-LEN',
    zh: '「{label}」有 {length} 个字符，最多 {limit} 个；内容开头为“{value}”。缩短后重新报送。',
    en: '"{label}" has {length} characters, at most {limit} are allowed; it begins "{value}". Shorten it and hand the row in again.',
  },
  amount_too_large: {
    rule: 'V-LEN',
    zh: '「{label}」是 {value}，小数点前最多 {digits} 位。核对单位（{unit}）后改正。',
    en: '"{label}" is {value}; at most {digits} digits may stand before the point. Check the unit ({unit}) and mend it.',
  },
  day_not_understood: {
    rule: 'V-DATE',
    zh: '「{label}」的值“{value}”不是能确定的日期。写成 2026/04/10 的样子。',
    en: '"{label}" is "{value}", which is not a day that can be told for certain. Write it like 2026/04/10.',
  },
  day_after_today: {
    rule: 'V-DATE',
    zh: '「{label}」是 {value}，晚于今天（{today}）。核对后改正。',
    en: '"{label}" is {value}, which is after today ({today}). Check and mend it.',
  },
  day_before: {
    rule: 'V-DATE',
    zh: '「{label}」是 {value}，早于「{other}」（{otherValue}）。核对两个日期后改正。',
    en: '"{label}" is {value}, which is before "{other}" ({otherValue}). Check both days and mend them.',
  },
  long_term_not_allowed: {
    rule: 'V-DATE',
    zh: '「{label}」写的是长期（“{value}”），这里需要具体日期。写成 2026/04/10 的样子。',
    en: '"{label}" says long-term ("{value}"), but needs a day. Write it like 2026/04/10.',
  },
  amount_not_understood: {
    rule: 'V-NUM',
    zh: '「{label}」的值“{value}”不是能确定的金额。以{unit}为单位写成数字，最多六位小数，例如 0.2。',
    en: '"{label}" is "{value}", which is not an amount that can be told for certain. Write a number in {unit}, at most six decimals, such as 0.2.',
  },
  number_not_understood: {
    rule: 'V-NUM',
    zh: '「{label}」的值“{value}”不是数字。写成数字后重新报送。',
    en: '"{label}" is "{value}", which is not a number. Write a number and hand the row in again.',
  },
  amount_disagrees: {
    rule: 'V-AMT',
    zh: '「{label}」是 {value}{unit}（即 {valueYuan} 元），而「{other}」中写的罚款是 {textYuan} 元。按决定书改正其中之一。',
    en: '"{label}" is {value} {unit} ({valueYuan} yuan), but "{other}" names a fine of {textYuan} yuan. Mend one of them after the decision.',
  },
  value_not_in_list: {
    rule: 'V-ENUM',
    zh: '「{label}」的值“{value}”不在代码表内。可用：{allowed}。',
    en: '"{label}" is "{value}", which is not in the code list. It may be: {allowed}.',
  },
  other_without_text: {
    rule: 'V-ENUM',
    zh: '「{label}」写的是“{value}”，后面没有说明。写成“其他-具体内容”。',
    en: '"{label}" is "{value}" without saying what. Write it as "其他-" followed by what it is.',
  },
  uscc_wrong: {
    rule: 'V-USCC',
    zh: '「{label}」的值“{value}”不是正确的统一社会信用代码：{faultZh}。按该单位的证书改正。',
    en: '"{label}" is "{value}", which is not a right unified social credit code: {faultEn}. Mend it after the certificate.',
  },
  organisation_code_wrong: {
    rule: 'V-CODE',
    zh: '「{label}」的值“{value}”不符合组织机构代码的校验（GB 11714）。改正，或者留空。',
    en: '"{label}" is "{value}", which fails the check of organisation codes (GB 11714). Mend it or leave it blank.',
  },
  category_disagrees: {
    rule: 'V-USCC',
    zh: '「{label}」是“{value}”，与「{other}」不一致：代码以 {prefix} 开头的都是“{expected}”，反之亦然。改正其中之一。',
    en: '"{label}" is "{value}", which does not fit "{other}": codes that begin with {prefix} are those of "{expected}" and no others. Mend one of them.',
  },
  natural_person: {
    rule: 'V-SCOPE',
    zh: '这一行说的是自然人。平台只归集组织的信息，此行已退回，内容没有保留。从报送文件中删去此行。',
    en: 'This row is about a natural person. The platform collects records about organisations only; the row goes back and nothing of it was kept. Take it out of the file.',
  },
  person_only_value: {
    rule: 'V-SCOPE',
    zh: '「{label}」含有只适用于自然人的取值。平台只归集组织的信息，此行已退回，内容没有保留。从报送文件中删去此行。',
    en: '"{label}" has a value that exists for natural persons only. The platform collects records about organisations only; the row goes back and nothing of it was kept. Take it out of the file.',
  },
  identity_number_in_code: {
    rule: 'V-SCOPE',
    zh: '「{label}」中是居民身份证号，因此这一行按自然人处理：已退回，内容没有保留。组织的记录填写统一社会信用代码。',
    en: '"{label}" holds a resident identity number, so the row counts as one about a natural person: it goes back and nothing of it was kept. For an organisation write its unified social credit code.',
  },
});
