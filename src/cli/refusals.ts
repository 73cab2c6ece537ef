// What the command line itself refuses: how it was called, and files it cannot use.
import { defineRefusals } from '../kernel/errors.js';

export const refuse = defineRefusals('cli', {
  command_unknown: {
    kind: 'invalid',
    zh: '没有命令“{command}”。{suggestion}运行 xinheng --help 查看全部命令。',
    en: 'There is no command "{command}". {suggestion}Run xinheng --help for all commands.',
  },
  option_unknown: {
    kind: 'invalid',
    zh: '没有选项“{option}”。{suggestion}运行 {call} --help 查看它的选项。',
    en: 'There is no option "{option}". {suggestion}Run {call} --help for its options.',
  },
  option_missing: {
    kind: 'invalid',
    zh: '还需要选项 {option}。运行 {call} --help 查看用法。',
    en: 'The option {option} is needed too. Run {call} --help to see how.',
  },
  option_without_value: {
    kind: 'invalid',
    zh: '选项 {option} 后面要写出它的值。运行 {call} --help 查看用法。',
    en: 'The option {option} needs a value behind it. Run {call} --help to see how.',
  },
  argument_missing: {
    kind: 'invalid',
    zh: '还需要 {argument}。运行 {call} --help 查看用法。',
    en: '{argument} is needed too. Run {call} --help to see how.',
  },
  arguments_too_many: {
    kind: 'invalid',
    zh: '写了多余的内容。含有空格的名称要加引号；运行 {call} --help 查看用法。',
    en: 'There is more than the command takes. Put quotes around a name with blanks; run {call} --help to see how.',
  },
  call_not_understood: {
    kind: 'invalid',
    zh: '命令没有读懂（{reason}）。运行 {call} --help 查看用法。',
    en: 'The call was not understood ({reason}). Run {call} --help to see how.',
  },
  language_unknown: {
    kind: 'invalid',
    zh: '--lang 可以是 zh 或 en，不能是“{language}”。',
    en: '--lang can be zh or en, not "{language}".',
  },
  kind_missing: {
    kind: 'invalid',
    zh: '没有写明是哪一种记录。加上 --kind 和其中之一：{known}。',
    en: 'The kind of record is not named. Add --kind with one of: {known}.',
  },
  yes_or_no: {
    kind: 'invalid',
    zh: '“{value}”既不是 yes 也不是 no。',
    en: '"{value}" is neither yes nor no.',
  },
  agency_missing: {
    kind: 'invalid',
    zh: '没有写明由哪个部门报送。加上 --agency 和部门代码；xinheng agency list 列出已登记的部门。',
    en: 'The agency that hands the file in is not named. Add --agency with its code; xinheng agency list shows those on file.',
  },
  agency_code_wrong: {
    kind: 'invalid',
    zh: '“{code}”不是正确的统一社会信用代码。运行 xinheng code {code} 查看错在哪里。',
    en: '"{code}" is no right unified social credit code. Run xinheng code {code} to see what is wrong.',
  },
  agency_names_missing: {
    kind: 'invalid',
    zh: '部门要有中文和英文名称：加上 --zh 和 --en。',
    en: 'An agency needs a Chinese and an English name: add --zh and --en.',
  },
  role_unknown: {
    kind: 'invalid',
    zh: '没有角色“{role}”。可以是：{known}。',
    en: 'There is no role "{role}". It can be one of: {known}.',
  },
  role_not_held: {
    kind: 'not_found',
    zh: '账户 {login} 没有“{role}”。它有：{known}。照此写明角色和部门、机构或区划。',
    en: 'The account {login} does not hold "{role}". It holds: {known}. Name role and place as they stand there.',
  },
  account_kind_unknown: {
    kind: 'invalid',
    zh: '--kind 可以是 staff 或 organisation，不能是“{kind}”。',
    en: '--kind can be staff or organisation, not "{kind}".',
  },
  account_name_missing: {
    kind: 'invalid',
    zh: '没有写明姓名。加上 --name。',
    en: 'The name of the holder is missing. Add --name.',
  },
  day_unknown: {
    kind: 'invalid',
    zh: '{option} 的“{value}”不是存在的日期。按 2026-04-10 的样子填写。',
    en: '"{value}" of {option} is not a day that exists. Write it like 2026-04-10.',
  },
  day_in_future: {
    kind: 'invalid',
    zh: '{option} 的 {value} 在今天（{today}）之后。数据日期最晚是今天。',
    en: '{value} of {option} lies after today ({today}). The day of the data is today at the latest.',
  },
  time_unknown: {
    kind: 'invalid',
    zh: '{option} 的“{value}”不是时间。按 2026-04-10T09:30 或 2026-04-10 的样子填写（北京时间；只写日期指当天结束时）。',
    en: '"{value}" of {option} is no time. Write it like 2026-04-10T09:30 or 2026-04-10 (time of Beijing; a day alone means its end).',
  },
  record_id_unknown: {
    kind: 'invalid',
    zh: '“{value}”不是记录编号。编号形如 7d7c3c89-996e-8ed5-88fe-6db0a805d135，见记录页面或 xinheng show。',
    en: '"{value}" is no id of a record. It looks like 7d7c3c89-996e-8ed5-88fe-6db0a805d135 and stands on the record page and in xinheng show.',
  },
  number_unknown: {
    kind: 'invalid',
    zh: '{option} 的“{value}”不是数。按 1 或 0.05 的样子填写。',
    en: '"{value}" of {option} is no number. Write it like 1 or 0.05.',
  },
  file_missing: {
    kind: 'not_found',
    zh: '没有文件 {file}。核对路径；含有空格的文件名要加引号。',
    en: 'There is no file {file}. Compare the path; put quotes around a name with blanks.',
  },
  file_is_folder: {
    kind: 'invalid',
    zh: '{file} 是文件夹。写出其中一个文件的路径。',
    en: '{file} is a folder. Name one of the files in it.',
  },
  file_unreadable: {
    kind: 'forbidden',
    zh: '文件 {file} 不能读取（{reason}）。用有权读取它的用户运行。',
    en: 'The file {file} cannot be read ({reason}). Run this as a user who may read it.',
  },
  file_is_workbook: {
    kind: 'invalid',
    zh: '{file} 是 Excel 工作簿。在 Excel 或 WPS 中“另存为”CSV 文件（编码随意），再交这个 CSV 文件。',
    en: '{file} is a spreadsheet workbook. Save it as CSV in the spreadsheet program (any encoding) and hand in that file.',
  },
  input_is_terminal: {
    kind: 'invalid',
    zh: '“-”表示从标准输入读取，而现在没有输入。用管道送入文件，例如 cat 文件 | xinheng check - --kind ...',
    en: '"-" reads from standard input, and nothing is piped into it. Pipe a file in, for example: cat FILE | xinheng check - --kind ...',
  },
  proof_unreadable: {
    kind: 'invalid',
    zh: '{file} 不是 JSON，读不出证明。重新取得证明文件：记录页面可以下载，或运行 xinheng ledger prove。',
    en: '{file} is no JSON, so no proof can be read from it. Get the proof anew: from the record page, or with xinheng ledger prove.',
  },
  log_size_unknown: {
    kind: 'invalid',
    zh: '{argument} 的“{value}”不是日志的规模。规模是 1 起的整数，写在检查点的第二行。',
    en: '"{value}" of {argument} is no size of a log. It is a whole number from 1, the second line of a checkpoint.',
  },
  since_without_consistency: {
    kind: 'invalid',
    zh: '--since 用于日志前后一致的证明，而这个文件是记录的证明。去掉 --since。',
    en: '--since goes with a proof of consistency, and this file is the proof of a record. Leave --since out.',
  },
  key_unreadable: {
    kind: 'invalid',
    zh: '--key 不是日志公钥。公钥形如 名称+8位十六进制+Base64；用 xinheng ledger key 或公开网站的日志页取得。',
    en: '--key is no key of a log. It looks like name+8 hex digits+base64; get it with xinheng ledger key or from the log page of the site.',
  },
  form_unknown: {
    kind: 'invalid',
    zh: '“{form}”不是导出的格式。写 csv 或 ndjson。',
    en: '"{form}" is no form of an export. Give csv or ndjson.',
  },
  purpose_missing: {
    kind: 'forbidden',
    zh: '查看非公示内容须写明目的和所办事项。加上 --purpose 和 --matter；查看会登记在案。',
    en: 'What is not public is opened for a purpose and a matter only. Add --purpose and --matter; the look is put on the audit trail.',
  },
  file_not_written: {
    kind: 'unavailable',
    zh: '文件 {file} 没有写成（{reason}）。换一个可以写入的位置。',
    en: 'The file {file} was not written ({reason}). Choose a place that can be written to.',
  },
  answer_not_written: {
    kind: 'unavailable',
    zh: '答复没有能够写出（{reason}），命令本身已经执行。换一个输出位置；报送的结果可用 xinheng receipt 再看。',
    en: 'The answer could not be written ({reason}); the command itself was carried out. Choose another output; what was handed in shows with xinheng receipt.',
  },
  database_unreachable: {
    kind: 'unavailable',
    zh: '数据库没有应答（{reason}）。核对 DATABASE_URL 和数据库服务；没有设置 DATABASE_URL 时用的是内置数据库。',
    en: 'The database does not answer ({reason}). Compare DATABASE_URL and look after the server; without DATABASE_URL the embedded one is used.',
  },
  unexpected: {
    kind: 'unavailable',
    zh: '程序遇到没有料到的情况，这次没有完成：{reason}。加上 --verbose 重新运行可以看到详情。',
    en: 'Something unforeseen happened and this was not completed: {reason}. Run it again with --verbose to see the details.',
  },
});
