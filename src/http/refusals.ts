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
  writing_closed: {
    kind: 'forbidden',
    zh: '{path} 不接受 {method}，只接受 {allowed}：在平台建立账户之前，不开放通过网络写入。报送数据由数源部门在服务器上用 xinheng submit 完成。',
    en: '{path} does not take {method}; it takes {allowed}: writing over the network stays closed until the platform has accounts. Agencies hand in files on the server with `xinheng submit`.',
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
    zh: '请求过大：请求头连同地址不超过 16 KiB，请求正文不超过 64 KiB。',
    en: 'The request is too large: header lines with the address take up to 16 KiB, a body up to 64 KiB.',
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
});
