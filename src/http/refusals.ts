// What the HTTP door itself refuses, before any use case is asked.
import { defineRefusals } from '../kernel/errors.js';

export const refuse = defineRefusals('http', {
  address_unknown: {
    kind: 'not_found',
    zh: '接口没有地址 {path}。所有地址见 /api/v1/openapi.json。',
    en: 'The API has no address {path}. All addresses are listed in /api/v1/openapi.json.',
  },
  method_not_allowed: {
    kind: 'forbidden',
    zh: '{path} 不接受 {method}，只接受 {allowed}。',
    en: '{path} does not take {method}; it takes {allowed}.',
  },
  other_site: {
    kind: 'forbidden',
    zh: '这个请求由别的网站的页面发出，没有照办。从本站的页面上重新操作。',
    en: 'This request was sent by a page of another site and was not carried out. Do it again from a page of this site.',
  },
  form_stale: {
    kind: 'forbidden',
    zh: '表单不属于当前的登录，没有照办。重新打开页面再提交。',
    en: 'The form does not belong to this session and was not carried out. Open its page again and send it from there.',
  },
  token_unknown: {
    kind: 'unauthenticated',
    zh: '令牌不存在、已过期或已停用。用客户端编号和密钥向 /oauth/token 换取新的令牌。',
    en: 'The token is unknown, has ended or was revoked. Obtain a new one from /oauth/token with the client’s id and secret.',
  },
  provider_unavailable: {
    kind: 'unavailable',
    zh: '本市统一身份认证暂时连接不上。稍后再试，或用密码登录。',
    en: 'The city’s identity provider cannot be reached just now. Try again in a while, or sign in with a password.',
  },
  provider_refused: {
    kind: 'unauthenticated',
    zh: '统一身份认证没有确认这次登录，或登录已中断。从登录页重新开始。',
    en: 'The identity provider did not vouch for this sign-in, or it was broken off. Begin again from the sign-in page.',
  },
  provider_absent: {
    kind: 'not_found',
    zh: '本平台没有接入统一身份认证。用密码或通行密钥登录。',
    en: 'This platform is not connected to an identity provider. Sign in with a password or a passkey.',
  },
  too_many_requests: {
    kind: 'unavailable',
    zh: '请求过于频繁：{within} 秒内最多 {most} 次。{wait} 秒后再试。',
    en: 'Too many requests: at most {most} within {within} seconds. Try again in {wait} seconds.',
  },
  parameter_missing: {
    kind: 'invalid',
    zh: '缺少参数 {parameter}。',
    en: 'The parameter {parameter} is missing.',
  },
  parameter_unknown: {
    kind: 'invalid',
    zh: '此地址没有参数 {parameter}。它的参数有：{limit}。',
    en: 'This address has no parameter {parameter}. Its parameters are: {limit}.',
  },
  parameter_out_of_range: {
    kind: 'invalid',
    zh: '参数 {parameter} 的值“{value}”超出范围：{limit}。',
    en: 'The value "{value}" of parameter {parameter} is out of range: {limit}.',
  },
  parameter_malformed: {
    kind: 'invalid',
    zh: '参数 {parameter} 的值“{value}”不合要求：{limit}。',
    en: 'The value "{value}" of parameter {parameter} does not fit: {limit}.',
  },
  address_malformed: {
    kind: 'invalid',
    zh: '地址中的百分号编码不完整，读不出来。非 ASCII 字符按 UTF-8 作百分号编码。',
    en: 'The percent-encoding in the address cannot be read. Encode characters outside ASCII as UTF-8 in percent form.',
  },
  request_too_large: {
    kind: 'invalid',
    zh: '请求过大：请求头连同地址不超过 16 KiB，表单不超过平台设定的字节数（data/http/limits.yml）。',
    en: 'The request is too large: header lines with the address take up to 16 KiB, a form up to the bytes that the platform sets (data/http/limits.yml).',
  },
  file_too_large: {
    kind: 'invalid',
    zh: '文件超过 {limit} MiB，没有接收。分成几个文件报送。',
    en: 'The file is larger than {limit} MiB and was not taken. Hand it in as several files.',
  },
  file_broken_off: {
    kind: 'invalid',
    zh: '文件没有传完就中断了，已收到的部分已丢弃。重新报送。',
    en: 'The file broke off before its end, and what had arrived was dropped. Hand it in again.',
  },
  content_encoded: {
    kind: 'invalid',
    zh: '不接受 Content-Encoding {value}。按原样发送文件。',
    en: 'Content-Encoding {value} is not taken. Send the file as it is.',
  },
  media_type_unknown: {
    kind: 'invalid',
    zh: '此地址不接受 Content-Type {value}。可用的类型见 /api/v1/openapi.json。',
    en: 'The address does not take Content-Type {value}. The types it takes are listed in /api/v1/openapi.json.',
  },
  day_in_future: {
    kind: 'invalid',
    zh: '参数 dated 的值“{value}”不是存在的日期，或在今天 {limit} 之后。',
    en: 'The value "{value}" of parameter dated is no day that exists, or lies after today, {limit}.',
  },
  request_unreadable: {
    kind: 'invalid',
    zh: '请求读不出来，不是完整的 HTTP 请求。',
    en: 'The request cannot be read; it is no complete HTTP request.',
  },
  log_empty: {
    kind: 'not_found',
    zh: '日志还没有检查点：第一个批次入库几秒后才有。',
    en: 'The log has no checkpoint yet: it comes seconds after the first batch.',
  },
  storage_unavailable: {
    kind: 'unavailable',
    zh: '数据库暂时连接不上。稍后再试。',
    en: 'The database cannot be reached just now. Try again in a while.',
  },
  fault: {
    kind: 'unavailable',
    zh: '平台出了差错，已经记录，编号 {request}。稍后再试；若仍然如此，把编号告诉平台管理单位。',
    en: 'Something went wrong here and was logged under {request}. Try again in a while; if it persists, give this number to those who run the platform.',
  },
  office_not_own: {
    kind: 'forbidden',
    zh: '你不能以部门 {office} 的名义查询。写你任职的部门，或不写。',
    en: 'You cannot look for the agency {office}. Name one for which you work, or none.',
  },
});
